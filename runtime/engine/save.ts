/** Writes down the state of a machine between two entries. */
import type { Column, Numbers } from './column.ts'
import { Flat } from './flat.ts'
import type { Machine } from './machine.ts'
import { type Plain, pack } from './plain.ts'
import type { PlanNode, PlanWire } from './plan.ts'
import { NONE } from './quality.ts'
import type { SavedNode, SavedRow, Snapshot } from './saved.ts'

type Keys = readonly (readonly [string, number])[]

export const save = (machine: Machine): Snapshot => {
  const { plan, effects, failures, lateness, admission } = machine
  const keys = machine.keys.sorted()
  const name = (k: number) => machine.keys.names[k] ?? ''
  const inputs = plan.nodes.flatMap(({ inputs }) => inputs)
  const held: [string, PlanWire][] = [
    ...plan.wires.map((wire): [string, PlanWire] => [`${wire.node.name}.${wire.port}`, wire]),
    ...inputs.flatMap(({ node, name, feed }): [string, PlanWire][] => (feed ? [[`${node.name}.in.${name}`, feed]] : [])),
  ]
  return {
    snapshot: 1,
    flow: plan.flow.name,
    entry: effects.entry,
    now: machine.at.now,
    keys: keys.map(([key, k]) => [key, lastTick(machine, k), machine.keys.isOwn(key)]),
    nodes: Object.fromEntries(plan.nodes.flatMap((node) => nodeOf(machine, node, keys) ?? [])),
    wires: Object.fromEntries(held.flatMap(([place, wire]) => (wire.held ? [[place, rows(machine.hold(wire), keys)]] : []))),
    fed: inputs.flatMap(({ node, name, feed }) => (feed ? [[node.name, name]] : [])),
    newest: Object.fromEntries(
      plan.wires.flatMap((wire) => {
        const newest = lateness.newest.get(wire.index)
        return newest ? [[`${wire.node.name}.${wire.port}`, numbers(newest, keys, Number.NEGATIVE_INFINITY)]] : []
      }),
    ),
    wakes: machine.wakes.all().map(({ node, k, due }) => [plan.nodes[node]?.name ?? '', name(k), due]),
    asked: machine.calls
      .all()
      .map(({ node, k, carried, ...asked }) => ({ node: node.name, key: name(k), ...asked, carried: pack(carried) })),
    gathers: Object.fromEntries([...machine.gathers.groups()].map(([node, groups]) => [node.name, groups.all().map(name)])),
    parameters: machine.parameters.save(),
    counters: { late: lateness.count, rejects: admission.rejects, errors: failures.count, capSaid: admission.said },
  }
}

/** Where nothing is forgotten it is not kept; for a release that forgets, idling begins now. */
const lastTick = ({ keys, plan, at }: Machine, k: number): number => {
  const seen = keys.seen[k] ?? -1
  return seen < 0 || plan.flow.forgetAfter !== undefined ? seen : at.now
}

const nodeOf = (machine: Machine, node: PlanNode, keys: Keys): [string, SavedNode][] | undefined => {
  const { checked, definition } = node
  const states = machine.states(node)
  const register = machine.register(node)
  const quality = machine.wakeQuality(node)
  if (!states && !register) return undefined
  const own = (k: number) => (states instanceof Flat ? states.save(k) : states?.of[k])
  const saved = {
    is: checked.spec.is,
    version: definition.version,
    ...(states && {
      states: Object.fromEntries(keys.flatMap(([key, k]): [string, Plain][] => (own(k) === undefined ? [] : [[key, pack(own(k))]]))),
    }),
    ...(register && { register: rows(register, keys) }),
    ...(quality && { quality: numbers(quality, keys, NONE) }),
  }
  return [[node.name, saved]]
}

const numbers = ({ of }: Numbers, keys: Keys, none: number): Record<string, number> =>
  Object.fromEntries(keys.flatMap(([key, k]) => ((of[k] ?? none) === none ? [] : [[key, of[k] as number]])))

const rows = (column: Column, keys: Keys): SavedRow[] =>
  keys.flatMap(([key, k]) => {
    const q = column.q[k] ?? NONE
    return q === NONE ? [] : [[key, pack(column.v[k]), q, column.t[k] ?? 0, column.n?.[k] ?? 0]]
  })
