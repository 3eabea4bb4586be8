/** A checked flow laid out for compiling: what its wires, inputs and nodes are to the engine. */
import type { CheckedFlow, CheckedInput, CheckedNode } from '@millrace/flow/checked.ts'
import type { Definition } from '@millrace/flow/definition.ts'
import type { Type } from '@millrace/flow/type.ts'

export interface PlanWire {
  readonly index: number
  readonly node: PlanNode
  readonly port: string
  readonly type: Type
  readonly numeric: boolean
  readonly event: boolean
  readonly effect?: 'alarm'
  /** The inputs it feeds. */
  readonly to: PlanInput[]
  held: boolean
  aged: boolean
  /** A tick may begin with it. */
  open: boolean
  /** A late sample may travel on it towards a node that works in event time. */
  lateable: boolean
}

export interface PlanInput extends CheckedInput {
  readonly node: PlanNode
  readonly numeric: boolean
  readonly from: PlanWire | undefined
  /** The wire comes from a register: read early, never a trigger. */
  readonly register: boolean
  /** The wire closes a loop through a call: it feeds the call right after the tick. */
  readonly back: boolean
  /** Number of the wire by which a row or a sub-tick may feed just this input … */
  readonly slot: number
  /** … and that wire, once it is needed. */
  feed?: PlanWire
}

export interface PlanNode {
  readonly index: number
  readonly name: string
  readonly checked: CheckedNode
  readonly definition: Definition
  readonly inputs: PlanInput[]
  /** Without the error port. */
  readonly outputs: PlanWire[]
  error: PlanWire | undefined
  readonly segment: number
}

export interface Plan {
  readonly flow: CheckedFlow
  readonly nodes: readonly PlanNode[]
  readonly wires: readonly PlanWire[]
  /** How many numbers there are for wires, those of inputs included. */
  readonly slots: number
  readonly segments: readonly (readonly number[])[]
  wire(node: string, port: string): PlanWire | undefined
  node(name: string): PlanNode | undefined
}

export const isOneByOne = (definition: Definition): boolean => definition.kind === 'map' && definition.oneByOne === true

/** What it gets in a tick is looked at when that is over: by a register, or by a call that the tick began with. */
export const isAfter = (input: PlanInput): boolean => input.back || input.node.definition.kind === 'register'

/** Can it set its node off? */
export const triggers = (input: PlanInput): boolean =>
  (input.from !== undefined && !input.register && !input.back) || input.feed !== undefined

/** Has it anything to stand for it? */
export const isUsed = ({ from, feed, literal, parameter, initial }: PlanInput): boolean =>
  from !== undefined || feed !== undefined || literal !== undefined || parameter !== undefined || initial !== undefined

/** Held is what may be looked at in a tick in which it did not arrive; inputs that have nothing now may be fed later on. */
export const isHeld = ({ node, event, from, register }: PlanInput): boolean => {
  if (register || isOneByOne(node.definition)) return false
  return node.definition.kind === 'gather' || (node.inputs.length > 1 && !event && !from?.event)
}
