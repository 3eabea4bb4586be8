/** Takes a saved state over into a machine: whatever fits by name, kind and version. */
import { Quality } from '@millrace/flow'
import type { Column, Numbers } from './column.ts'
import { feedable } from './emission.ts'
import { Flat } from './flat.ts'
import type { Machine } from './machine.ts'
import { unpack } from './plain.ts'
import type { Plan, PlanNode, PlanWire } from './plan.ts'
import type { SavedNode, SavedRow, Snapshot } from './saved.ts'
import type { Ticks } from './ticks.ts'

export const load = (machine: Machine, ticks: Ticks, snapshot: Snapshot): void => {
  const { plan, keys } = machine
  machine.effects.begin(snapshot.entry)
  machine.at.now = snapshot.now
  machine.restoreParameters(snapshot.parameters)
  for (const [key, seen, own] of snapshot.keys) keys.restore(key, seen, own)
  const heirs = heirsOf(plan, snapshot)
  /** The node that takes over what was saved under a name. */
  const heir = (name: string): PlanNode | undefined => heirs.get(name)
  for (const [name, port] of snapshot.fed) {
    const input = heir(name)?.inputs.find((one) => one.name === port)
    if (input) feedable(machine, ticks, input.node, [input])
  }
  for (const [name, saved] of Object.entries(snapshot.nodes)) {
    const node = heir(name)
    if (node && fits(node, saved)) loadNode(machine, node, saved)
  }
  const wires = new Map<PlanWire, string>()
  for (const place of new Set([...Object.keys(snapshot.wires), ...Object.keys(snapshot.newest)])) {
    const [name = '', ...port] = [place.slice(0, place.indexOf('.')), ...place.slice(place.indexOf('.') + 1).split('.')]
    const wire = wireAt(heir(name), port)
    if (wire) wires.set(wire, place)
  }
  for (const [wire, place] of wires) {
    const rows = snapshot.wires[place]
    if (rows && wire.held) fill(machine, machine.hold(wire), rows, wire.numeric)
    const newest = snapshot.newest[place]
    if (newest && wire.node.definition.kind === 'source') fillNumbers(machine, machine.newest(wire), newest)
  }
  // Calls ask to be woken as they are put; the saved order stands.
  for (const { node: name, key, carried, ...asked } of snapshot.asked) {
    const node = heir(name)
    if (node?.definition.kind !== 'call') continue
    machine.calls.put({ ...asked, node, k: keys.ancestor(key), carried: unpack(carried) as Readonly<Record<string, unknown>> })
  }
  for (const [name, key, due] of snapshot.wakes) {
    const node = heir(name)
    const saved = snapshot.nodes[name]
    if (node && (!saved || fits(node, saved))) machine.wakes.set(node.index, keys.ancestor(key), due)
  }
  const groups = new Map(machine.gathers.groups())
  for (const [name, saved] of Object.entries(snapshot.gathers)) {
    const node = heir(name)
    for (const key of saved) if (node) groups.get(node)?.add(keys.ancestor(key))
  }
  const { late, rejects, errors, capSaid } = snapshot.counters
  machine.lateness.count = late
  machine.failures.count = errors
  Object.assign(machine.admission, { rejects, said: capSaid })
}

/** A node that is new under its name takes over from the one that it was; any other from its own name. */
const heirsOf = ({ nodes }: Plan, { nodes: saved, wires, newest, gathers }: Snapshot): ReadonlyMap<string, PlanNode> => {
  const places = [...Object.keys(wires), ...Object.keys(newest)].map((place) => place.slice(0, place.indexOf('.')))
  const known = new Set([...places, ...Object.keys(saved), ...Object.keys(gathers)])
  const heirs = new Map(nodes.map((node) => [node.name, node]))
  for (const node of nodes) {
    const { was } = node.checked
    if (was !== undefined && known.has(was) && !known.has(node.name)) heirs.set(was, node)
  }
  return heirs
}

/** Is a saved state one for this node, as it is or through its `migrate`? */
const fits = ({ checked, definition }: PlanNode, saved: SavedNode): boolean =>
  saved.is === checked.spec.is && (saved.version === definition.version || definition.migrate?.state !== undefined)

const wireAt = (node: PlanNode | undefined, port: readonly string[]): PlanWire | undefined =>
  port.length > 1
    ? node?.inputs.find(({ name }) => name === port[1])?.feed
    : (node?.outputs.find((wire) => wire.port === port[0]) ?? errorAt(node, port))

const errorAt = (node: PlanNode | undefined, [port]: readonly string[]): PlanWire | undefined =>
  node?.error?.port === port ? node?.error : undefined

const loadNode = (machine: Machine, node: PlanNode, saved: SavedNode): void => {
  const { definition } = node
  const states = machine.states(node)
  for (const [key, plain] of Object.entries(saved.states ?? {})) {
    const own = saved.version === definition.version ? unpack(plain) : definition.migrate?.state?.(unpack(plain), saved.version)
    const k = machine.keys.ancestor(key)
    states?.grow(machine.keys.names.length)
    if (states instanceof Flat) states.load(k, own as Readonly<Record<string, unknown>>)
    else if (states) states.of[k] = own as object
  }
  const register = machine.register(node)
  if (register) fill(machine, register, saved.register ?? [], node.outputs[0]?.numeric === true)
  const quality = machine.wakeQuality(node)
  if (quality) fillNumbers(machine, quality, saved.quality ?? {})
}

const fillNumbers = (machine: Machine, numbers: Numbers, saved: Readonly<Record<string, number>>): void => {
  for (const [key, number] of Object.entries(saved)) {
    const k = machine.keys.ancestor(key)
    numbers.grow(machine.keys.names.length)
    numbers.of[k] = number
  }
}

/** A value that the wire can't carry any more is Bad. */
const fill = (machine: Machine, column: Column, saved: readonly SavedRow[], numeric: boolean): void => {
  for (const [key, plain, q, time, arrival] of saved) {
    const k = machine.keys.ancestor(key)
    column.grow(machine.keys.names.length)
    const value = unpack(plain)
    const wrong = numeric && typeof value !== 'number'
    column.v[k] = wrong ? Number.NaN : value
    column.q[k] = wrong && q >= 0 ? Quality.BadTypeMismatch | 0 : q
    column.t[k] = time
    if (column.n) column.n[k] = arrival
  }
}
