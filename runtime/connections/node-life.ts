/** What a node that reaches outside has open: opened when its connection is up (at once where it has none), closed when it is lost, opened again. */
import type { Item, Outside, Words } from '@millrace/flow'
import { type Kept, keepOpen, type Standing } from './keep-open.ts'
import type { Pool } from './pool.ts'

/** Where an attached node stands, and what its surroundings do for it. */
export interface NodeGiven {
  readonly flow: string
  readonly node: string
  readonly pool: Pool
  /** Where a path of the config lies on disk: inside the project's `data` folder, never outside it. */
  file(path: string): string
  /** Into the editor's debug panel. */
  show?(items: readonly Item[]): void
  /** It came into another state, or had a trouble. */
  changed?(status: NodeStatus): void
}

export interface NodeStatus extends Standing {
  readonly flow: string
  readonly node: string
  readonly connection?: string
  /** Troubles that left it open, and the last of them. */
  readonly troubles: number
  readonly trouble?: string
}

export interface LifeOptions<T> {
  readonly given: NodeGiven
  readonly connection: string | undefined
  open(outside: Omit<Outside<unknown>, 'emit'>): Promise<T>
  close(thing: T): Promise<void> | void
  /** It is open, or no longer. */
  opened(thing: T | undefined, why?: Words): void
}

export interface Life {
  status(): NodeStatus
  trouble(message: string): void
  close(): Promise<void>
}

/** Troubles come with every message of a peer gone wrong: they are counted all, and told so often. */
const tellEveryMs = 100

export const nodeLife = <T>({ given, connection, open, close, opened }: LifeOptions<T>): Life => {
  const { flow, node, pool } = given
  const troubles: { count: number; last?: string } = { count: 0 }
  let toldAt = Number.NEGATIVE_INFINITY
  let standing: Standing = { state: 'connecting', since: Date.now(), attempts: 0 }
  let on: { readonly client: unknown; readonly kept: Kept } | undefined

  const status = (): NodeStatus => ({
    flow,
    node,
    ...(connection !== undefined && { connection }),
    troubles: troubles.count,
    ...(troubles.last !== undefined && { trouble: troubles.last }),
    ...standing,
  })

  const stand = (next: Standing) => {
    standing = next
    given.changed?.(status())
  }

  const trouble = (message: string) => {
    troubles.count++
    troubles.last = message
    if (performance.now() - toldAt < tellEveryMs) return
    toldAt = performance.now()
    given.changed?.(status())
  }

  const start = (client: unknown): Kept => {
    let stale = false
    const kept = keepOpen<T>({
      open: (opening) => open({ client, node, trouble, show: (items) => given.show?.(items), file: given.file, ...opening }),
      close,
      changed(next, thing) {
        if (stale) return
        stand(next)
        if (next.state === 'up') opened(thing)
        else if (next.state === 'down') opened(undefined, next.why)
      },
    })
    return {
      ...kept,
      stop() {
        stale = true
        return kept.stop()
      },
    }
  }

  const stop = async (why?: Words) => {
    const before = on
    on = undefined
    if (before && why) opened(undefined, why)
    await before?.kept.stop()
  }

  const release =
    connection === undefined
      ? undefined
      : pool.use(connection, {
          up(client) {
            if (on?.client === client) return
            void stop()
            on = { client, kept: start(client) }
          },
          down(why) {
            void stop(why)
            stand({ state: 'down', why, since: standing.state === 'down' ? standing.since : Date.now(), attempts: 0 })
          },
        })
  if (!release) on = { client: undefined, kept: start(undefined) }

  return {
    status,
    trouble,
    async close() {
      await stop()
      release?.()
      stand({ state: 'idle', since: Date.now(), attempts: 0 })
    },
  }
}

/** The connection that a node's config names, where its definition has one. */
export const connectionNamed = (
  definition: { readonly connection?: string },
  config: Readonly<Record<string, unknown>>,
): string | undefined => (definition.connection === undefined ? undefined : String(config['connection']))
