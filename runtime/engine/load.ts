/** Takes a saved state over into a machine: whatever fits by name, kind and version. */
import type { Column } from './column.ts'
import type { Lateness } from './lateness.ts'
import type { Machine } from './machine.ts'
import { unpack } from './plain.ts'
import type { SavedRow, Snapshot } from './saved.ts'

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

const fillColumn = (machine: Machine, column: Column, saved: readonly SavedRow[]): void => {
  for (const [key, value, quality, time, arrival] of saved) {
    const k = machine.keys.ancestor(key)
    column.v[k] = unpack(value)
    column.q[k] = quality
    column.t[k] = time
    column.n[k] = arrival
  }
}
