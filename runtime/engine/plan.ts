/** A checked flow laid out for compiling: wires numbered, nodes cut into segments, what must be held marked. */
import type { CheckedFlow, CheckedInput, CheckedNode } from '@millrace/flow/checked.ts'
import type { Definition } from '@millrace/flow/definition.ts'
import type { Type } from '@millrace/flow/type.ts'

/** Very long functions are never optimised: a line of 5,000 nodes in one costs 30–60 times more a node than six. */
const SEGMENT = 100

export interface PlanWire {
  readonly index: number
  readonly node: number
  readonly port: string
  readonly type: Type
  readonly event: boolean
  readonly effect?: 'alarm'
  /** The inputs it feeds. */
  readonly to: PlanInput[]
  held: boolean
  aged: boolean
  /** Set from outside of its segment's straight line, or read there. */
  shared: boolean
  /** A late sample may travel on it towards a node that works in event time. */
  lateable: boolean
}

export interface PlanInput extends CheckedInput {
  readonly node: number
  readonly from: number | undefined
  /** The wire comes from a register: read early, never a trigger. */
  readonly register: boolean
  /** A wire of its own by which a person or a test feeds this input. */
  feed?: number
}

export interface PlanNode {
  readonly index: number
  readonly name: string
  readonly checked: CheckedNode
  readonly definition: Definition
  readonly inputs: PlanInput[]
  readonly outputs: readonly number[]
  readonly error: number | undefined
  readonly segment: number
}

export interface Plan {
  readonly flow: CheckedFlow
  readonly nodes: readonly PlanNode[]
  readonly wires: PlanWire[]
  /** Node indices, in topological order, at most 100 each; parts of the flow that no wire joins never share one. */
  readonly segments: readonly (readonly number[])[]
  /** Segments that anything out of segment i can reach, itself included, in order. */
  readonly reach: readonly (readonly number[])[]
  wire(node: string, port: string): PlanWire | undefined
  node(name: string): PlanNode | undefined
}

export const planOf = (flow: CheckedFlow, definitions: ReadonlyMap<string, Definition>): Plan => {
  const byName = new Map(flow.nodes.map((node, index) => [node.name, index]))
  const segments = cut(flow.nodes, byName)
  const segmentOf = new Map(segments.flatMap((nodes, segment) => nodes.map((node) => [node, segment] as const)))
  const wires: PlanWire[] = []
  const wireAt = new Map<string, PlanWire>()
  const nodes: PlanNode[] = flow.nodes.map((checked, index) => {
    const definition = definitions.get(checked.spec.is)
    if (!definition) throw new Error(`compiling ${checked.name}: there is no node ${checked.spec.is}`)
    const outputs = checked.out.map((port) => {
      const wire: PlanWire = {
        index: wires.length,
        node: index,
        port: port.name,
        ...port,
        to: [],
        held: false,
        aged: false,
        shared: injectable(definition),
        lateable: false,
      }
      wires.push(wire)
      wireAt.set(`${checked.name}.${port.name}`, wire)
      return wire.index
    })
    const error = checked.out.findIndex((port) => port.name === 'error')
    return {
      index,
      name: checked.name,
      checked,
      definition,
      inputs: [],
      outputs: outputs.filter((_, i) => i !== error),
      error: error < 0 ? undefined : outputs[error],
      segment: segmentOf.get(index) ?? 0,
    }
  })
  for (const node of nodes) joinInputs(node, nodes, wires, wireAt)
  markLate(nodes, wires)
  return {
    flow,
    nodes,
    wires,
    segments,
    reach: reachOf(nodes, wires, segments.length),
    wire: (node, port) => wireAt.get(`${node}.${port}`),
    node: (name) => nodes[byName.get(name) ?? -1],
  }
}

/** Can a tick begin at its outputs? */
const injectable = ({ kind, ...definition }: Definition): boolean =>
  kind === 'source' ||
  kind === 'call' ||
  kind === 'spread' ||
  (kind === 'map' && 'oneByOne' in definition && definition.oneByOne === true) ||
  (kind === 'fold' && (('wake' in definition && definition.wake !== undefined) || ('obey' in definition && definition.obey !== undefined)))

const joinInputs = (node: PlanNode, nodes: readonly PlanNode[], wires: readonly PlanWire[], wireAt: ReadonlyMap<string, PlanWire>) => {
  for (const input of node.checked.in) {
    const wire = input.wire && wireAt.get(`${input.wire.node}.${input.wire.port}`)
    const register = wire !== undefined && nodes[wire.node]?.definition.kind === 'register'
    const joined: PlanInput = { ...input, node: node.index, from: wire?.index, register }
    node.inputs.push(joined)
    wire?.to.push(joined)
    if (wire && nodes[wire.node]?.segment !== node.segment) wire.shared = true
  }
  const triggers = node.inputs.filter((input) => input.from !== undefined && !input.register)
  for (const input of triggers) {
    const wire = wires[input.from as number] as PlanWire
    if (wire.event || input.event) continue
    if (triggers.length > 1 || node.definition.kind === 'gather') wire.held = true
    if (input.maxAge !== undefined) wire.held = wire.aged = true
  }
}

/** Late samples go from a source through maps with one wire to nodes that work in event time, and nowhere else. */
const markLate = (nodes: readonly PlanNode[], wires: readonly PlanWire[]) => {
  for (const node of [...nodes].reverse()) {
    const eventTime = 'eventTime' in node.definition && node.definition.eventTime === true
    const wired = node.inputs.filter((input) => input.from !== undefined)
    const passes = node.definition.kind === 'map' && wired.length === 1 && node.outputs.some((wire) => wires[wire]?.lateable)
    if (eventTime || passes) for (const input of wired) (wires[input.from as number] as PlanWire).lateable = true
  }
}

/** Topological runs of at most `SEGMENT` nodes, each within one connected part. */
const cut = (nodes: readonly CheckedNode[], byName: ReadonlyMap<string, number>): number[][] => {
  const root = nodes.map((_, i) => i)
  const find = (i: number): number => {
    let at = i
    while (root[at] !== at) {
      root[at] = root[root[at] as number] as number
      at = root[at] as number
    }
    return at
  }
  nodes.forEach((node, i) => {
    for (const input of node.in) {
      const from = input.wire && byName.get(input.wire.node)
      if (from !== undefined) root[find(i)] = find(from)
    }
  })
  const parts = new Map<number, number[]>()
  nodes.forEach((_, i) => {
    const part = find(i)
    const list = parts.get(part)
    if (list) list.push(i)
    else parts.set(part, [i])
  })
  return [...parts.values()].flatMap((part) =>
    Array.from({ length: Math.ceil(part.length / SEGMENT) }, (_, i) => part.slice(i * SEGMENT, (i + 1) * SEGMENT)),
  )
}

const reachOf = (nodes: readonly PlanNode[], wires: readonly PlanWire[], count: number): number[][] => {
  const next = Array.from({ length: count }, () => new Set<number>())
  for (const wire of wires) {
    const from = nodes[wire.node]?.segment ?? 0
    for (const input of wire.to) {
      const to = nodes[input.node]?.segment ?? 0
      if (to !== from && !input.register) next[from]?.add(to)
    }
  }
  const reach: Set<number>[] = []
  for (let i = count - 1; i >= 0; i--) {
    const all = new Set([i])
    for (const to of next[i] ?? []) for (const further of reach[to] ?? [to]) all.add(further)
    reach[i] = all
  }
  return reach.map((all) => [...all].sort((a, b) => a - b))
}
