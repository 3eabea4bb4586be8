/** The whole state of a flow between two entries, as JSON: by names, so that another release can take over what fits. */

import type { Column } from './column.ts'
import type { Lateness } from './lateness.ts'
import type { Machine } from './machine.ts'
import { type Plain, pack, unpack } from './plain.ts'

export interface Snapshot {
  readonly snapshot: 1
  readonly flow: string
  readonly entry: number
  readonly now: number
  /** Keys in order of their first use, with the journal time of their last sample. */
  readonly keys: readonly (readonly [key: string, seen: number])[]
  readonly nodes: Readonly<Record<string, SavedNode>>
  /** `node.port` → rows `[key, value, quality, time, arrival]`. */
  readonly wires: Readonly<Record<string, readonly Row[]>>
  readonly newest: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly wakes: readonly (readonly [node: string, key: string, due: number])[]
  readonly asked: readonly {
    readonly node: string
    readonly key: string
    readonly entry: number
    readonly index: number
    readonly at: number
    readonly carried: Plain
  }[]
  readonly gathers: Readonly<Record<string, readonly string[]>>
  readonly parameters: ReturnType<Machine['parameters']['save']>
  readonly counters: { readonly late: number; readonly rejects: number; readonly errors: number; readonly capSaid: boolean }
}

type Row = readonly [key: string, value: Plain, quality: number, time: number, arrival: number]

interface SavedNode {
  readonly is: string
  readonly version: number
  readonly states?: Readonly<Record<string, Plain>>
  readonly register?: readonly Row[]
  readonly quality?: Readonly<Record<string, number>>
}

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
    keys: keys.names.map((name, k) => [name, keys.seen[k] ?? -1] as const).filter(([name, seen]) => seen >= 0 || name === ''),
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

const rows = (column: Column, key: (k: number) => string): Row[] =>
  column.q.flatMap((q, k) => (q < 0 ? [] : [[key(k), pack(column.v[k]), q, column.t[k] ?? 0, column.n[k] ?? 0] as const]))

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

export const load = (machine: Machine, lateness: Lateness, snapshot: Snapshot): void => {
  const { keys, plan } = machine
  machine.entry = snapshot.entry
  machine.at.now = snapshot.now
  for (const [key, seen] of snapshot.keys) {
    const k = keys.ancestor(key)
    if (seen < 0) continue
    keys.seen[k] = seen
    keys.count++
  }
  machine.parameters.load(snapshot.parameters)
  for (const live of machine.live) live?.refresh()
  for (const { name, index, definition, checked } of plan.nodes) {
    const saved = snapshot.nodes[name] ?? (checked.was === undefined ? undefined : snapshot.nodes[checked.was])
    if (!saved || saved.is !== checked.spec.is) continue
    const migrate = definition.migrate?.state
    if (saved.version !== definition.version && !migrate) continue
    for (const [key, plain] of Object.entries(saved.states ?? {})) {
      const own = saved.version === definition.version ? unpack(plain) : migrate?.(unpack(plain), saved.version)
      const k = keys.ancestor(key)
      const state = machine.states[index]
      if (Array.isArray(state)) state[k] = own as object
      else state?.load(k, own as Readonly<Record<string, unknown>>)
    }
    const register = machine.registers[index]
    if (register) fillColumn(machine, register, saved.register ?? [])
    for (const [key, q] of Object.entries(saved.quality ?? {})) (machine.lastQuality[index] as number[])[keys.ancestor(key)] = q
  }
  const was = new Map(plan.nodes.flatMap(({ name, checked }) => (checked.was === undefined ? [] : [[name, checked.was]])))
  for (const wire of plan.wires) {
    const column = machine.holds[wire.index]
    const name = machine.name(wire.node)
    const saved = snapshot.wires[`${name}.${wire.port}`] ?? snapshot.wires[`${was.get(name) ?? name}.${wire.port}`]
    if (column && saved) fillColumn(machine, column, saved)
    const newest = snapshot.newest[`${name}.${wire.port}`] ?? snapshot.newest[`${was.get(name) ?? name}.${wire.port}`]
    if (newest) lateness.load(wire.index, newest)
  }
  const find = (name: string) => plan.node(name) ?? plan.nodes.find(({ checked }) => checked.was === name)
  for (const [name, key, due] of snapshot.wakes) {
    const node = find(name)
    const saved = snapshot.nodes[name]
    if (node && (!saved || saved.is === node.checked.spec.is)) machine.wakes.set(node.index, keys.ancestor(key), due)
  }
  for (const one of snapshot.asked) {
    const node = find(one.node)
    if (node?.definition.kind !== 'call') continue
    const carried = unpack(one.carried) as Readonly<Record<string, unknown>>
    machine.asked.set(`${node.index}:${one.entry}:${one.index}`, {
      node: node.index,
      k: keys.ancestor(one.key),
      entry: one.entry,
      index: one.index,
      at: one.at,
      carried,
    })
  }
  for (const [name, members] of Object.entries(snapshot.gathers)) {
    const node = find(name)
    if (node) machine.gathers.load(node.index, members)
  }
  lateness.count = snapshot.counters.late
  machine.rejects = snapshot.counters.rejects
  machine.errors.count = snapshot.counters.errors
  machine.capSaid = snapshot.counters.capSaid
}

const fillColumn = (machine: Machine, column: Column, saved: readonly Row[]): void => {
  for (const [key, value, quality, time, arrival] of saved) {
    const k = machine.keys.ancestor(key)
    column.v[k] = unpack(value)
    column.q[k] = quality
    column.t[k] = time
    column.n[k] = arrival
  }
}
