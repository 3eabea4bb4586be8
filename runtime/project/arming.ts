/** Who armed the writes of which connection, for which write paths. Kept on this machine and in this environment: nothing imported arrives armed. */
import { z } from '@millrace/flow'
import type { Outcome } from './outcome.ts'
import { settingsFile } from './settings-file.ts'
import type { Turns } from './turns.ts'

const Armed = z.strictObject({
  by: z.string(),
  /** ms */
  at: z.number(),
  /** Digests of what writes: see `write-path.ts`. */
  paths: z.array(z.string()),
})

const ArmedFile = z.strictObject({ millrace: z.literal(1), connections: z.record(z.string(), Armed) })

export type Armed = z.output<typeof Armed>

export interface Arming {
  all(): ReadonlyMap<string, Armed>
  arm(connection: string, armed: Armed): Promise<Outcome<undefined>>
  disarm(connection: string): Promise<Outcome<undefined>>
  /** After a deploy: a path that is no longer there is no longer armed. Gives the connections that lost one. */
  keep(paths: ReadonlySet<string>): Promise<Outcome<readonly string[]>>
}

export const openArming = async (folder: string, environment: string, turn: Turns): Promise<Outcome<Arming>> => {
  const file = settingsFile(folder, `.millrace/environments/${environment}/armed.yaml`, ArmedFile, { millrace: 1, connections: {} }, turn)
  const found = await file.read()
  if ('faults' in found) return found
  let armed = new Map(Object.entries(found.ok.connections))

  const change = async (to: (armed: Map<string, Armed>) => void): Promise<Outcome<undefined>> => {
    const done = await file.change(({ connections }) => {
      const next = new Map(Object.entries(connections))
      to(next)
      return { ok: { millrace: 1, connections: Object.fromEntries(next) } }
    })
    if ('faults' in done) return done
    armed = new Map(Object.entries(done.ok.connections))
    return { ok: undefined }
  }

  return {
    ok: {
      all: () => armed,
      arm: (connection, by) => change((next) => next.set(connection, by)),
      disarm: (connection) => change((next) => next.delete(connection)),
      async keep(paths) {
        const lost = [...armed].flatMap(([connection, one]) => (one.paths.every((path) => paths.has(path)) ? [] : [connection]))
        if (lost.length === 0) return { ok: [] }
        const done = await change((next) => {
          for (const name of lost) {
            const one = next.get(name)
            const left = one?.paths.filter((path) => paths.has(path)) ?? []
            if (one && left.length > 0) next.set(name, { ...one, paths: left })
            else next.delete(name)
          }
        })
        return 'faults' in done ? done : { ok: lost }
      },
    },
  }
}
