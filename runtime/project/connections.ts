/** The connections of a project: what each is for and what may be written through it, with its address from the environment. */
import { z } from '@millrace/flow'
import { Allowed } from '@millrace/flow/allowed.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import type { Json } from '@millrace/flow/type.ts'
import { isId } from './disk.ts'
import { type Environment, openEnvironment } from './environments.ts'
import { because, type Outcome, refuse } from './outcome.ts'
import { settingsFile } from './settings-file.ts'
import type { Turns } from './turns.ts'

const config = z.record(z.string(), z.json() as z.ZodType<Json>)

export const Connection = z.strictObject({
  /** Its kind: `opcua/connection`. */
  is: z.string().min(1),
  /** Its role: "the boilers' PLC". */
  says: z.string().optional(),
  /** Writes are commands: under the guard. */
  equipment: z.boolean().optional(),
  allow: z.array(Allowed).max(10_000).optional(),
  onRestart: z.enum(['stay-armed', 'disarm']).optional(),
  /** What is the same in every environment. */
  config: config.optional(),
})

const ConnectionsFile = z.strictObject({ millrace: z.literal(1), connections: z.record(z.string(), Connection) })

export type Connection = z.output<typeof Connection>

/** With its address in this environment. */
export interface PlacedConnection extends Omit<Connection, 'config'> {
  readonly name: string
  readonly config: Readonly<Record<string, Json>>
}

export interface Connections {
  /** As last read or written. */
  all(): ReadonlyMap<string, PlacedConnection>
  /** Again from disk, after somebody edited the files. */
  reload(): Promise<readonly Fault[]>
  /** Its `config` goes to the environment, everything else to the project. What is left out stays as it is. */
  set(name: string, connection: Partial<Connection> & Pick<Connection, 'is'>): Promise<Outcome<undefined>>
  remove(name: string): Promise<Outcome<undefined>>
}

type Places = NonNullable<Environment['connections']>

const own = <V>(map: Readonly<Record<string, V>>, name: string): V | undefined => (Object.hasOwn(map, name) ? map[name] : undefined)

const without = <V>(map: Record<string, V>, name: string): Record<string, V> => {
  const { [name]: _gone, ...rest } = map
  return rest
}

const placed = (connections: Readonly<Record<string, Connection>>, places: Places): Map<string, PlacedConnection> =>
  new Map(
    Object.entries(connections).map(([name, connection]) => [
      name,
      { ...connection, name, config: { ...connection.config, ...own(places, name) } },
    ]),
  )

export const openConnections = async (folder: string, environment: string, turn: Turns): Promise<Outcome<Connections>> => {
  const file = settingsFile(folder, 'connections.yaml', ConnectionsFile, { millrace: 1, connections: {} }, turn)
  const places = openEnvironment(folder, environment, turn)
  let all: ReadonlyMap<string, PlacedConnection> = new Map()

  const reload = async (): Promise<readonly Fault[]> => {
    const [known, here] = await Promise.all([file.read(), places.read()])
    const faults = [known, here].flatMap((one) => ('faults' in one ? one.faults : []))
    if ('ok' in known && 'ok' in here) all = placed(known.ok.connections, here.ok.connections ?? {})
    return faults
  }

  /** The environment first: a connection without its address opens nowhere, an address without its connection does no harm. */
  const change = async (
    there: (places: Places) => Places,
    here: (known: Record<string, Connection>) => Outcome<Record<string, Connection>>,
  ): Promise<Outcome<undefined>> => {
    const known = await file.read()
    if ('faults' in known) return known
    const fits = here(known.ok.connections)
    if ('faults' in fits) return fits
    const moved = await places.change((value) => {
      const next = there(value.connections ?? {})
      const { connections: _old, ...rest } = value
      return { ok: Object.keys(next).length > 0 ? { ...rest, connections: next } : rest }
    })
    if ('faults' in moved) return moved
    const done = await file.change((value) => {
      const next = here(value.connections)
      return 'faults' in next ? next : { ok: { ...value, connections: next.ok } }
    })
    if ('faults' in done) return done
    const [fault] = await reload()
    return fault ? { faults: [fault] } : { ok: undefined }
  }

  const faults = await reload()
  if (faults.length > 0) return { faults }
  return {
    ok: {
      all: () => all,
      reload,
      set(name, { config: address, ...connection }) {
        if (!isId(name)) return Promise.resolve(refuse('bad-name', name, { name }))
        return change(
          (here) => (address ? { ...here, [name]: address } : here),
          (known) => ({ ok: { ...known, [name]: { ...own(known, name), ...connection } } }),
        )
      },
      remove: (name) =>
        change(
          (here) => without(here, name),
          (known) =>
            own(known, name) ? { ok: without(known, name) } : because(name, `there is no connection "${name}"`, `没有连接 "${name}"`),
        ),
    },
  }
}
