/** Everything in a flow that decides what is written to equipment, as one digest: when it changes, the writes are disarmed. */
import type { CheckedFlow, CheckedNode } from '@millrace/flow/checked.ts'
import { digestOf } from './digest.ts'

/** Whether writes through a connection are commands: others may come and go without a word. */
export type Guarded = (connection: string) => boolean

const connectionOf = ({ spec, config }: CheckedNode): string | undefined =>
  spec.command && typeof config.connection === 'string' ? config.connection : undefined

const acts = (node: CheckedNode, guarded: Guarded): boolean => {
  const connection = connectionOf(node)
  return connection === undefined ? node.spec.command : guarded(connection)
}

/** Nodes that can act on equipment, and whatever feeds them. */
const deciding = (flow: CheckedFlow, guarded: Guarded): readonly CheckedNode[] => {
  const byName = new Map(flow.nodes.map((node) => [node.name, node]))
  const found = new Set<CheckedNode>()
  const waiting = flow.nodes.filter((node) => acts(node, guarded))
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (found.has(node)) continue
    found.add(node)
    for (const { wire } of node.in) {
      const feeder = wire && byName.get(wire.node)
      if (feeder) waiting.push(feeder)
    }
  }
  return [...found].sort((a, b) => (a.name < b.name ? -1 : 1))
}

/** Of the flow called `name` in its project. The specs of the definitions count by their version alone. */
export const writePath = (name: string, flow: CheckedFlow, guarded: Guarded = () => true): string => {
  const nodes = deciding(flow, guarded)
  const followed = new Set(
    nodes.flatMap(({ live, in: inputs }) => [...Object.values(live), ...inputs.flatMap(({ parameter }) => parameter ?? [])]),
  )
  return digestOf({
    name,
    nodes: nodes.map(({ name, spec, config, live, in: inputs }) => ({
      name,
      is: spec.is,
      version: spec.version,
      config,
      live,
      in: inputs.map(({ name, wire, literal, parameter, initial, maxAge }) => ({ name, wire, literal, parameter, initial, maxAge })),
    })),
    parameters: Object.entries(flow.parameters).filter(([parameter]) => followed.has(parameter)),
  })
}

/** Connections that the flow can write to as equipment. */
export const writesTo = (flow: CheckedFlow, guarded: Guarded = () => true): ReadonlySet<string> =>
  new Set(flow.nodes.flatMap((node) => connectionOf(node) ?? []).filter(guarded))
