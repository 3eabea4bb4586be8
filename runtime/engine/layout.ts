/** Lays a checked flow out: wires numbered, nodes cut into segments, what must be held marked. */
import type { CheckedFlow, CheckedInput } from '@millrace/flow/checked.ts'
import type { Definition } from '@millrace/flow/definition.ts'
import { cut } from './cut.ts'
import { markLate } from './late.ts'
import { isHeld, isOneByOne, type Plan, type PlanInput, type PlanNode, type PlanWire } from './plan.ts'

export const planOf = (flow: CheckedFlow, definitions: ReadonlyMap<string, Definition>): Plan => {
  const places = new Map(flow.nodes.map((node, index) => [node.name, index]))
  const segments = cut(flow.nodes, places)
  const segmentOf = new Map(segments.flatMap((nodes, segment) => nodes.map((node) => [node, segment] as const)))
  const wires: PlanWire[] = []
  const nodes = flow.nodes.map((checked, index): PlanNode => {
    const definition = definitions.get(checked.spec.is)
    if (!definition) throw new Error(`compiling ${checked.name}: there is no node ${checked.spec.is}`)
    const { name } = checked
    const node: PlanNode = {
      index,
      name,
      checked,
      definition,
      inputs: [],
      outputs: [],
      error: undefined,
      segment: segmentOf.get(index) ?? 0,
    }
    for (const port of checked.out) {
      const wire = wireOf(wires.length, node, port, beginsTicks(definition))
      wires.push(wire)
      if (port.name === 'error' && port === checked.out.at(-1)) node.error = wire
      else node.outputs.push(wire)
    }
    return node
  })
  const node = (name: string) => nodes[places.get(name) ?? -1]
  const wire = (name: string, port: string) => {
    const its = node(name)
    return its?.error?.port === port ? its.error : its?.outputs.find((one) => one.port === port)
  }
  let slots = wires.length
  for (const node of nodes) for (const input of node.checked.in) joinInput(node, input, wire, slots++)
  for (const node of nodes) {
    for (const input of node.inputs) if (input.back || isOneByOne(node.definition)) openInput(input)
    markHeld(node)
  }
  markLate(nodes)
  return { flow, nodes, wires, slots, segments, wire, node }
}

const wireOf = (
  index: number,
  node: PlanNode,
  port: Pick<PlanWire, 'type' | 'event'> & { readonly name: string },
  open: boolean,
): PlanWire => {
  const { name, type, event, ...more } = port
  return {
    index,
    node,
    port: name,
    type,
    numeric: type.type === 'number',
    event,
    ...('effect' in more && more.effect === 'alarm' && { effect: 'alarm' }),
    to: [],
    held: false,
    aged: false,
    open,
    lateable: false,
  }
}

/** Can a tick begin at its outputs: a reply, a sub-tick, what a wake or a command gave? */
const beginsTicks = (definition: Definition): boolean =>
  definition.kind === 'call' ||
  definition.kind === 'spread' ||
  (definition.kind === 'fold' && (definition.wake !== undefined || definition.obey !== undefined))

const joinInput = (node: PlanNode, input: CheckedInput, wireAt: Plan['wire'], slot: number): void => {
  const from = input.wire && wireAt(input.wire.node, input.wire.port)
  const register = from?.node.definition.kind === 'register'
  const back = from !== undefined && !register && node.definition.kind === 'call' && from.node.index >= node.index
  const joined: PlanInput = { ...input, node, numeric: input.type.type === 'number', from, register, back, slot }
  node.inputs.push(joined)
  from?.to.push(joined)
  if (from && input.maxAge !== undefined) from.aged = true
}

/** Gives an input a wire of its own. */
export const openInput = (input: PlanInput): PlanWire => {
  if (input.feed) return input.feed
  input.feed = wireOf(input.slot, input.node, { name: input.name, type: input.type, event: input.event }, true)
  input.feed.to.push(input)
  input.feed.aged = input.maxAge !== undefined
  return input.feed
}

/** Marks the wires whose last value the node needs; an input that was fed holds its own. */
export const markHeld = (node: PlanNode): void => {
  for (const input of node.inputs) {
    const wire = input.feed ?? input.from
    if (wire && isHeld(input)) wire.held = true
  }
}
