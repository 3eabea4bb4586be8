/** What a node's inputs have in this tick: what arrived, else what is held, an ancestor's, an initial value. */
import { seesLate } from '../late.ts'
import { isHeld, isUsed, type PlanInput, type PlanNode, type PlanWire, triggers } from '../plan.ts'
import { NONE, TOO_OLD } from '../quality.ts'
import type { Frame } from './frame.ts'

/** Expressions for an input's sample. */
export interface Given {
  readonly input: PlanInput
  /** Its property, where that is known only when it fires. */
  readonly name?: string
  readonly v: string
  /** Quality; `NONE` where an input that is optional has nothing. */
  readonly q: string
  readonly t: string
  /** It may be without a value. */
  readonly maybe: boolean
  /** It may be an initial value, which has no time of its own. */
  readonly timeless: boolean
  /** A literal or a parameter: it says nothing about quality and time. */
  readonly fixed: boolean
}

/** Has the wire a sample in this tick that this node may see? */
export const arrived = (frame: Frame, node: PlanNode, wire: PlanWire): string => {
  const w = frame.wire(wire)
  return wire.lateable && !seesLate(node) ? `(a${w} && !l${w})` : `a${w}`
}

/** The wires that may set a node off through an input. */
export const wiresOf = ({ from, register, back, feed }: PlanInput): PlanWire[] => [
  ...(from && !register && !back ? [from] : []),
  ...(feed ? [feed] : []),
]

/** When the node fires; never while something that it needs can have no value. */
export const firing = (frame: Frame, node: PlanNode): string =>
  node.inputs.some((input) => !input.optional && !isUsed(input)) ? '' : setOff(frame, node)

const setOff = (frame: Frame, node: PlanNode): string =>
  node.inputs.flatMap((input) => wiresOf(input).map((wire) => arrived(frame, node, wire))).join(' || ')

/** Lines that find out, and expressions for what they found; `leave` is run where a required input has nothing. */
export const inputs = (frame: Frame, node: PlanNode, leave: string): { readonly lines: string[]; readonly given: Given[] } => {
  const lines = takeOver(frame, node)
  const alone = node.inputs.filter(triggers).length === 1
  const given = node.inputs.filter(isUsed).map((input, i): Given => {
    const [only, more] = wiresOf(input)
    const fixed = { input, q: '0', t: '-Infinity', maybe: false, timeless: true, fixed: true }
    if (!only && input.literal !== undefined) return { ...fixed, v: frame.constant(`literal ${input.slot}`, input.literal) }
    if (!only && input.parameter !== undefined)
      return { ...fixed, v: `${frame.constant(`parameter ${input.slot}`, frame.machine.parameters.column(input.parameter))}[k]` }
    if (!only && !input.register) return { ...fixed, v: frame.constant(`initial ${input.slot}`, input.initial) }
    if (alone && only && !more && !hasOther(input)) {
      const w = frame.wire(only)
      return { input, v: `v${w}`, q: `q${w}`, t: `t${w}`, maybe: false, timeless: false, fixed: false }
    }
    lines.push(...found(frame, node, input, i, leave))
    return { input, v: `x${i}_`, q: `y${i}_`, t: `z${i}_`, maybe: input.optional, timeless: true, fixed: false }
  })
  return { lines, given }
}

/** It has something when its feed did not set the node off. */
const hasOther = ({ feed, literal, parameter, register }: PlanInput): boolean =>
  feed !== undefined && (literal !== undefined || parameter !== undefined || register)

const found = (frame: Frame, node: PlanNode, input: PlanInput, i: number, leave: string): string[] => {
  const [x, y, z] = [`x${i}_`, `y${i}_`, `z${i}_`]
  const lines = [`let ${x} = ${input.numeric ? 'NaN' : 'undefined'}, ${y} = ${NONE}, ${z} = -Infinity`]
  const set = (v: string, q: string, t: string) => `${x} = ${v}; ${y} = ${q}; ${z} = ${t}`
  const column = isHeld(input)
    ? frame.hold((input.feed ?? input.from) as PlanWire)
    : input.register
      ? frame.register((input.from as PlanWire).node)
      : undefined
  let or = ''
  for (const wire of wiresOf(input)) {
    const w = frame.wire(wire)
    lines.push(`${or}if (${arrived(frame, node, wire)}) { ${set(`v${w}`, `q${w}`, `t${w}`)} }`)
    or = 'else '
  }
  const otherwise = standIn(frame, input, set)
  if (column) {
    const age = input.maxAge === undefined || input.register ? '' : old(frame, input, column, x, y)
    lines.push(
      `${or}{ const m = ${column}.q[k] !== ${NONE} ? k : nearest(parent, ${column}.q, k)`,
      `if (m >= 0) { ${set(`${column}.v[m]`, `${column}.q[m]`, `${column}.t[m]`)}${age} }${otherwise ? ` else { ${otherwise} }` : ''} }`,
    )
  } else if (otherwise) lines.push(or ? `${or}{ ${otherwise} }` : otherwise)
  if (!input.optional && !otherwise) lines.push(`if (${y} === ${NONE}) ${leave}`)
  return lines
}

/** Inputs that were fed once hold themselves what comes over their wires, whether the node then fires or not. */
export const takeOver = (frame: Frame, node: PlanNode): string[] =>
  node.inputs.flatMap((input) => {
    const { feed } = input
    const [wire] = wiresOf(input)
    if (!feed?.held || !wire || wire === feed) return []
    const w = frame.wire(wire)
    const h = frame.hold(feed)
    const aged = feed.aged ? `; ${h}.n[k] = at.now` : ''
    return [`if (a${w}${wire.lateable ? ` && !l${w}` : ''}) { ${h}.v[k] = v${w}; ${h}.q[k] = q${w}; ${h}.t[k] = t${w}${aged} }`]
  })

const old = (frame: Frame, input: PlanInput, column: string, x: string, y: string): string =>
  `; if (at.now - ${column}.n[m] > ${frame.constant(`age ${input.slot}`, input.maxAge)}) { ${x} = ${input.numeric ? 'NaN' : 'undefined'}; ${y} = ${TOO_OLD} }`

/** What there is without a sample. */
const standIn = (frame: Frame, input: PlanInput, set: (v: string, q: string, t: string) => string): string => {
  if (input.register) {
    const { definition } = (input.from as PlanWire).node
    const config = frame.machine.configAt((input.from as PlanWire).node, 0)
    const initial = definition.kind === 'register' ? definition.initial(config as never) : undefined
    return set(frame.constant(`first ${input.slot}`, initial), '0', '-Infinity')
  }
  if (input.literal !== undefined) return set(frame.constant(`literal ${input.slot}`, input.literal), '0', '-Infinity')
  if (input.parameter !== undefined)
    return set(`${frame.constant(`parameter ${input.slot}`, frame.machine.parameters.column(input.parameter))}[k]`, '0', '-Infinity')
  return input.initial === undefined ? '' : set(frame.constant(`initial ${input.slot}`, input.initial), '0', '-Infinity')
}
