/** Writes down the state of a machine between two entries. */
import type { Column } from './column.ts'
import type { Lateness } from './lateness.ts'
import type { Machine } from './machine.ts'
import { type Plain, pack } from './plain.ts'
import type { SavedNode, SavedRow, Snapshot } from './saved.ts'

export const save = (machine: Machine, lateness: Lateness): Snapshot => {
  const { keys, plan } = machine
  const key = (k: number) => keys.names[k] ?? ''
  const nodes: Record<string, SavedNode> = {}
  for (const { name, index, definition, checked } of plan.nodes) {
    const state = machine.states[index]
    const register = machine.registers[index]
    const quality = machine.lastQuality[index]
    if (!state && !register) continue
    nodes[name] = {
      is: checked.spec.is,
      version: definition.version,
      ...(state && { states: states(machine, state) }),
      ...(register && { register: rows(register, key) }),
      ...(quality && { quality: Object.fromEntries(quality.flatMap((q, k) => (q === undefined ? [] : [[key(k), q]]))) }),
    }
  }
  return {
    snapshot: 1,
    flow: plan.flow.name,
    entry: machine.entry,
    now: machine.at.now,
    keys: keys.names
      .map((name, k) => [name, keys.seen[k] ?? -1] satisfies [string, number])
      .filter(([name, seen]) => seen >= 0 || name === ''),
    nodes,
    wires: Object.fromEntries(
      plan.wires.flatMap((wire) => {
        const column = machine.holds[wire.index]
        return column ? [[`${machine.name(wire.node)}.${wire.port}`, rows(column, key)]] : []
      }),
    ),
    newest: lateness.save(),
    wakes: machine.wakes.all().map(({ node, k, due }) => [machine.name(node), key(k), due] as const),
    asked: [...machine.asked.values()].map(({ node, k, entry, index, at, carried }) => ({
      node: machine.name(node),
      key: key(k),
      entry,
      index,
      at,
      carried: pack(carried),
    })),
    gathers: machine.gathers.save(),
    parameters: machine.parameters.save(),
    counters: { late: lateness.count, rejects: machine.rejects, errors: machine.errors.count, capSaid: machine.capSaid },
  }
}

const rows = (column: Column, key: (k: number) => string): SavedRow[] =>
  column.q.flatMap((q, k) => (q < 0 ? [] : [[key(k), pack(column.v[k]), q, column.t[k] ?? 0, column.n[k] ?? 0]]))

const states = (machine: Machine, state: NonNullable<Machine['states'][number]>): Record<string, Plain> => {
  const saved: Record<string, Plain> = {}
  for (const [k, name] of machine.keys.names.entries()) {
    const own = Array.isArray(state)
      ? state[k]
      : (machine.keys.seen[k] ?? -1) >= 0 || k === 0 || machine.gathers.works(k)
        ? state.save(k)
        : undefined
    if (own !== undefined) saved[name] = pack(own)
  }
  return saved
}
