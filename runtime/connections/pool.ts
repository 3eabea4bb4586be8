/** The connections of a project by name: what runs shares them, the editor sees how they stand, browses and tests them. */
import { type Outcome, type Place, z } from '@millrace/flow'
import type { Connection } from '@millrace/flow/kinds/connection.ts'
import type { Refused, WriteRequest } from './guard.ts'
import { type Link, type LinkStatus, openLink, type Placed, type User } from './link.ts'
import type { Setup } from './setup.ts'

export interface PoolOptions {
  readonly kinds: ReadonlyMap<string, Connection>
  /** How the environment has it now; undefined where the project has no such connection. */
  setup(name: string): Setup | undefined
  /** Where a path of a connection's config lies on disk: inside the project's `data` folder, never outside it. */
  file(path: string): string
  /** A connection came into another state. */
  changed?(status: LinkStatus): void
  /** The guard refused a write: for the audit log and the flow's error effects. */
  refused?(connection: string, refused: Refused): void
}

export interface Pool {
  /** Opens it when it is the first to use it; gives back the way to let it go. */
  use(name: string, user: User): () => void
  /** The only way to write, and through the guard where it has one. */
  write(name: string, requests: readonly WriteRequest[]): Promise<readonly Outcome[]>
  /** For calls that act by themselves: the guard's word on what they would write. */
  judge(name: string, requests: readonly WriteRequest[]): Refused | undefined
  /** Its writes are commands: under the guard, at most once. */
  guarded(name: string): boolean
  arm(name: string, path: string): void
  disarm(name: string, path?: string): void
  status(): readonly LinkStatus[]
  browse(name: string, place: string): Promise<readonly Place[]>
  /** One sentence about the peer. Opens it for the moment where nothing uses it. */
  test(name: string): Promise<string>
  /** The same for a setup that is not saved yet. */
  tryOut(setup: Setup): Promise<string>
  /** A person asks for the next attempt right now. */
  hurry(name: string): void
  /** Its setup changed: reads it again, closes, opens. */
  move(name: string): Promise<void>
  close(): Promise<void>
}

export const openPool = ({ kinds, setup, file, changed, refused }: PoolOptions): Pool => {
  const links = new Map<string, Link>()

  const placedAt = (name: string, given: Setup | undefined): Placed => {
    const definition = given && kinds.get(given.kind)
    if (definition) return { definition, setup: given }
    const why = given ? `there is no connection kind ${given.kind}` : `the project has no connection ${name}`
    return { definition: missing(why), setup: { kind: given?.kind ?? '', config: {}, secrets: {}, folder: '' } }
  }

  const make = (name: string, given: Setup | undefined): Link => {
    const link: Link = openLink({
      name,
      ...placedAt(name, given),
      file,
      changed: () => changed?.(link.status()),
      refused: (no) => refused?.(name, no),
    })
    return link
  }

  const linkOf = (name: string): Link => {
    const link = links.get(name) ?? make(name, setup(name))
    links.set(name, link)
    return link
  }

  return {
    use: (name, user) => linkOf(name).use(user),
    write: (name, requests) => linkOf(name).write(requests),
    judge(name, requests) {
      const guard = linkOf(name).guard()
      for (const request of requests) {
        const no = guard?.judge(request)
        if (!no) continue
        refused?.(name, no)
        return no
      }
      return undefined
    },
    guarded: (name) => linkOf(name).guard() !== undefined,
    arm: (name, path) => linkOf(name).guard()?.arm(path),
    disarm: (name, path) => linkOf(name).guard()?.disarm(path),
    status: () => [...links.values()].map((link) => link.status()),
    browse: (name, place) => linkOf(name).once(async (definition, client) => definition.browse?.(client, place) ?? []),
    test: (name) => linkOf(name).once(tested),
    async tryOut(given) {
      const link = make('', given)
      try {
        return await link.once(tested)
      } finally {
        await link.close()
      }
    },
    hurry: (name) => links.get(name)?.hurry(),
    move: async (name) => links.get(name)?.move(placedAt(name, setup(name))),
    async close() {
      await Promise.all([...links.values()].map((link) => link.close()))
      links.clear()
    },
  }
}

const tested = async (definition: Connection, client: unknown): Promise<string> => definition.test?.(client) ?? ''

/** Stands where the project names a connection that is not there: never up, and nothing is written. */
const missing = (why: string): Connection => ({
  kind: 'connection',
  title: { en: 'Missing', zh: '缺失' },
  doc: { en: why, zh: why },
  version: 1,
  config: z.object({}),
  equipment: 'always',
  open: async () => {
    throw new Error(why)
  },
  close: () => undefined,
})
