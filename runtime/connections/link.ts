/** One connection of the project while something uses it: opened at the first use, shared, healed, closed a little after the last. */
import { type Outcome, Refusal, type Words, z } from '@millrace/flow'
import type { Connection } from '@millrace/flow/kinds/connection.ts'
import { cuttable } from './cuttable.ts'
import { createGuard, type Guard, type Refused, type WriteRequest } from './guard.ts'
import { guardedWrite, type WriteCounts } from './guarded-write.ts'
import { type Kept, keepOpen, type Standing } from './keep-open.ts'
import type { Setup } from './setup.ts'
import { within } from './within.ts'

/** Told how it stands as soon as that is known, then at each change; `down` again after each attempt that failed. */
export interface User {
  up(client: unknown): void
  down(why: Words): void
}

export interface LinkStatus extends Standing {
  readonly name: string
  readonly kind: string
  readonly users: number
  /** Writes go through the guard. */
  readonly guarded: boolean
  readonly writes: WriteCounts
}

/** What it is, and where and how it lies. */
export interface Placed {
  readonly definition: Connection
  readonly setup: Setup
}

export interface LinkOptions extends Placed {
  readonly name: string
  file(path: string): string
  changed(): void
  refused(refused: Refused): void
}

export interface Link {
  /** Undefined where its writes are no commands. */
  guard(): Guard | undefined
  status(): LinkStatus
  /** Gives back the way to let it go. */
  use(user: User): () => void
  write(requests: readonly WriteRequest[]): Promise<readonly Outcome[]>
  /** Ends the wait for the next attempt. */
  hurry(): void
  /** It lies elsewhere now. */
  move(placed: Placed): Promise<void>
  /** Does `work` with the client, opening it for the moment where nothing uses it. */
  once<T>(work: (definition: Connection, client: unknown) => Promise<T>): Promise<T>
  close(): Promise<void>
}

/** Keeps the link over a deploy, and from one level of a browse to the next. */
const lingerMs = 5_000
const writeWithinMs = 30_000

const notUp: Words = { en: 'the connection is not up', zh: '连接未建立' }
const closed: Words = { en: 'the connection was closed', zh: '连接已关闭' }

export const openLink = ({ name, definition, setup, file, changed, refused }: LinkOptions): Link => {
  const users = new Set<User>()
  let placed: Placed = { definition, setup }
  let guard = guardOf(placed)
  let standing: Standing = { state: 'idle', since: Date.now(), attempts: 0 }
  let client: { readonly is: unknown } | undefined
  const pending = cuttable()
  let kept: Kept | undefined
  let closing: Promise<void> = Promise.resolve()
  let lingering: NodeJS.Timeout | undefined

  const tell = (user: User) => {
    if (!users.has(user)) return
    if (client) user.up(client.is)
    else if (standing.state === 'down') user.down(standing.why ?? notUp)
  }

  const start = () => {
    if (users.size === 0 || kept) return
    kept = keepOpen<unknown>({
      async open(opening) {
        const { definition, setup } = placed
        const config = definition.config.safeParse(setup.config)
        if (!config.success) throw new Error(z.prettifyError(config.error))
        return definition.open(config.data, { name, secrets: setup.secrets, folder: setup.folder, file, ...opening })
      },
      close: (opened) => placed.definition.close(opened),
      changed(next, opened) {
        standing = next
        client = next.state === 'up' ? { is: opened } : undefined
        if (!client) pending.cut()
        changed()
        for (const user of [...users]) tell(user)
      },
    })
  }

  const stop = () => {
    clearTimeout(lingering)
    if (kept) closing = kept.stop()
    kept = undefined
    return closing
  }

  const { write, counts } = guardedWrite({
    guard: () => guard,
    refused,
    async send(requests) {
      const { definition } = placed
      if (!definition.write) return requests.map(() => ({ refused: `${name} cannot be written to` }))
      if (!client) return requests.map(() => ({ retry: notUp.en }))
      try {
        return await within(writeWithinMs, pending.add(definition.write(client.is, requests)))
      } catch (error) {
        if (error instanceof Refusal && error.code === 'no-answer') kept?.lost(error)
        throw error
      }
    },
  })

  const use = (user: User) => {
    clearTimeout(lingering)
    users.add(user)
    if (kept) queueMicrotask(() => tell(user))
    else void closing.then(start)
    return () => {
      if (!users.delete(user)) return
      changed()
      if (users.size === 0) lingering = setTimeout(() => void stop(), lingerMs)
    }
  }

  const shut = () => {
    for (const user of [...users]) user.down(closed)
    return stop()
  }

  return {
    guard: () => guard,
    status: () => ({ name, kind: placed.setup.kind, users: users.size, guarded: guard !== undefined, writes: counts(), ...standing }),
    use,
    write,
    hurry: () => kept?.hurry(),
    async move(next) {
      await shut()
      placed = next
      guard = guardOf(placed)
      start()
    },
    async once(work) {
      const up = Promise.withResolvers<unknown>()
      const release = use({ up: up.resolve, down: (why) => up.reject(new Refusal('not-up', why)) })
      try {
        return await work(placed.definition, await up.promise)
      } finally {
        release()
      }
    },
    async close() {
      const done = shut()
      users.clear()
      await done
    },
  }
}

/** The guard's word on writes is asked where they act on equipment. */
const guardOf = ({ definition, setup }: Placed): Guard | undefined =>
  definition.equipment === 'always' || (definition.equipment === 'optional' && setup.equipment === true)
    ? createGuard({ allow: [], ...setup })
    : undefined
