/** Follows wires through the borders of subflows to the node that they come from. */
import { type FlowDocument, type FlowInput, type Input, type Node, wireFrom } from '../document.ts'
import { type Fault, fault } from '../fault.ts'
import { isRecord } from '../schema.ts'
import type { Json } from '../type.ts'
import { parameterReference } from './parameter.ts'

export interface Wire {
  /** The flat name, or `inputs` for a way in of the document itself. */
  readonly node: string
  readonly port: string
}

/** A typed border of a subflow that a wire passes on its way in. */
export interface Through {
  readonly at: string
  readonly input: FlowInput
}

export interface FlatInput {
  readonly at: string
  /** As written at the node, where it is a wire. */
  readonly text?: string
  readonly wire?: Wire
  /** Outermost first. */
  readonly through: readonly Through[]
  readonly literal?: Json
  readonly parameter?: string
  readonly initial?: Json
  readonly maxAge?: string
  /** It was written, but leads nowhere; without a fault where that is told elsewhere. */
  readonly lost?: { readonly fault?: Fault }
}

export interface FlatBorder {
  readonly input: FlatInput
  readonly rank: number
}

/** A document in the place where it is used. */
export interface Scope {
  readonly path: string
  readonly document: FlowDocument
  readonly rank: number
  readonly subs: Map<string, Scope>
  /** What stands for a parameter of this document: a value, or the flat name of a parameter. */
  readonly parameters: ReadonlyMap<string, { readonly value: Json } | { readonly parameter: string }>
  /** Flows that it is inside of. */
  readonly inside: readonly string[]
  readonly outer?: { readonly scope: Scope; readonly name: string; readonly node: Node }
}

/** Parameters of a subflow's document are replaced by what its instance says. */
export const substitute = <J extends Json | undefined>(scope: Scope, value: J): Json | J => {
  const reference = parameterReference(value)
  if (reference !== undefined) {
    const given = scope.parameters.get(reference)
    return given === undefined ? value : 'value' in given ? given.value : { parameter: given.parameter }
  }
  if (Array.isArray(value)) return value.map((item: Json) => substitute(scope, item))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, substitute(scope, field)]))
}

export const bordersOf = ({ outer, document, rank }: Scope): FlatBorder[] => {
  if (!outer) return []
  return Object.entries(document.inputs ?? {}).flatMap(([name, way]) => {
    const given = outer.node.in?.[name]
    const at = `${outer.scope.path}${outer.name}.in.${name}`
    const input = given === undefined ? undefined : resolve(outer.scope, at, given, [{ at, input: way }])
    return input ? [{ input, rank }] : []
  })
}

/** undefined: nothing is there (an optional way in of a subflow that is left open). */
export const resolve = (scope: Scope, at: string, input: Input, through: readonly Through[]): FlatInput | undefined => {
  if (typeof input !== 'string' && 'value' in input) return { at, through, literal: input.value }
  if (typeof input !== 'string' && 'parameter' in input) {
    const given = scope.parameters.get(input.parameter)
    if (given && 'value' in given) return { at, through, literal: given.value }
    return { at, through, parameter: given?.parameter ?? input.parameter }
  }
  const wire = wireFrom(input)
  const text = typeof input === 'string' ? input : input.from
  const options =
    typeof input === 'string'
      ? {}
      : { ...(input.initial !== undefined && { initial: input.initial }), ...(input.maxAge !== undefined && { maxAge: input.maxAge }) }
  if (!wire) return { at, text, through, lost: { fault: fault('not-a-wire', at, { wire: text }) } }
  const source = follow(scope, wire, through, at)
  return source && { ...source, at, text, ...options }
}

/** Through ways in and ways out of subflows to the node that a wire comes from. */
export const follow = (scope: Scope, wire: Wire, through: readonly Through[], at: string): FlatInput | undefined => {
  const { document, outer } = scope
  const way =
    wire.node === 'inputs' && document.inputs && Object.hasOwn(document.inputs, wire.port) ? document.inputs[wire.port] : undefined
  if (way) {
    if (!outer) return { at, wire, through }
    const given = outer.node.in?.[wire.port]
    const border = `${outer.scope.path}${outer.name}.in.${wire.port}`
    if (given === undefined) return way.optional === true ? undefined : { at, through, lost: {} }
    if (through.some((passed) => passed.at === border))
      return { at, through, lost: { fault: fault('loop', border, { path: `${border} → ${border}` }) } }
    return resolve(outer.scope, border, given, [{ at: border, input: way }, ...through])
  }
  const sub = scope.subs.get(wire.node)
  if (sub && Object.hasOwn(sub.document.outputs ?? {}, wire.port)) {
    const inner = wireFrom(sub.document.outputs?.[wire.port])
    return inner ? follow(sub, inner, through, at) : { at, through, lost: {} }
  }
  return { at, through, wire: { node: scope.path + wire.node, port: wire.port } }
}
