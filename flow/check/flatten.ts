/** Unfolds subflows: one flat list of nodes, wires resolved through the borders, parameters put in or renamed. */
import { type FlowDocument, type FlowInput, type Input, type Node, type Parameter, wireFrom } from '../document.ts'
import { type Fault, fault } from '../fault.ts'
import { isRecord } from '../schema.ts'
import { checkInstance } from '../subflow.ts'
import type { Json } from '../type.ts'
import { type Found, rank } from './found.ts'
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

export interface FlatNode {
  readonly name: string
  readonly was?: string
  readonly is: string
  readonly config: Readonly<Record<string, Json>>
  readonly in: ReadonlyMap<string, FlatInput>
  /** Of the node in the outermost document. */
  readonly rank: number
  /** It stands in the outermost document, so an edit can mend it. */
  readonly top: boolean
}

export interface Flat {
  readonly nodes: readonly FlatNode[]
  readonly parameters: Readonly<Record<string, Parameter>>
  /** What is wired to the ways into subflows, whether or not it is used inside. */
  readonly borders: readonly FlatBorder[]
  /** Where a subflow stands, and what it is; undefined where there is no such flow. */
  readonly instances: ReadonlyMap<string, FlowDocument | undefined>
  /** Where an output of the document comes from. */
  output(wire: Wire): Wire | undefined
}

export interface FlatBorder {
  readonly input: FlatInput
  readonly rank: number
}

export type Flows = (name: string) => FlowDocument | undefined

const most = 100_000
const prefix = 'subflow/'

interface Scope {
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

export const flatten = (document: FlowDocument, flows: Flows | undefined, found: Found): Flat => {
  const parameters: Record<string, Parameter> = { ...document.parameters }
  const nodes: FlatNode[] = []
  const subs: Scope[] = []
  const instances = new Map<string, FlowDocument | undefined>()
  const waiting: { readonly scope: Scope; readonly name: string; readonly node: Node; readonly rank: number; readonly was?: string }[] = []

  const enter = (scope: Scope, was?: string): void => {
    for (const [i, [name, node]] of Object.entries(scope.document.nodes).entries()) {
      const at = scope.outer ? scope.rank : i
      const old = was !== undefined || node.was !== undefined ? (was ?? scope.path) + (node.was ?? name) : undefined
      if (node.is.startsWith(prefix)) unfold(scope, name, node, at, old)
      else waiting.push({ scope, name, node, rank: at, ...(old !== undefined && { was: old }) })
    }
  }

  const unfold = (scope: Scope, name: string, node: Node, at: number, was?: string): void => {
    const flow = node.is.slice(prefix.length)
    const path = scope.path + name
    if (waiting.length + instances.size > most) return
    const inner = flows?.(flow)
    instances.set(path, inner)
    const circle = inner !== undefined && (scope.inside.includes(flow) || inner === document)
    if (!inner || circle) {
      instances.set(path, undefined)
      found.add(at, fault(circle ? 'subflow-circle' : 'unknown-flow', `${path}.is`, { flow }))
      return
    }
    checkInstance(path, flow, node, inner, { parameters: scope.document.parameters ?? {}, found, rank: at })
    const given = new Map<string, { readonly value: Json } | { readonly parameter: string }>()
    for (const [parameter, spec] of Object.entries(inner.parameters ?? {})) {
      const value = substitute(scope, node.config?.[parameter])
      const reference = parameterReference(value)
      if (reference !== undefined && Object.hasOwn(parameters, reference)) given.set(parameter, { parameter: reference })
      else if (value !== undefined && reference === undefined) given.set(parameter, { value })
      else {
        given.set(parameter, { parameter: `${path}/${parameter}` })
        parameters[`${path}/${parameter}`] = spec
      }
    }
    const sub: Scope = {
      path: `${path}/`,
      document: inner,
      rank: at,
      subs: new Map(),
      parameters: given,
      inside: [...scope.inside, flow],
      outer: { scope, name, node },
    }
    scope.subs.set(name, sub)
    subs.push(sub)
    enter(sub, was === undefined ? undefined : `${was}/`)
  }

  const top: Scope = {
    path: '',
    document,
    rank: 0,
    subs: new Map(),
    parameters: new Map(Object.keys(parameters).map((name) => [name, { parameter: name }])),
    inside: [],
  }
  enter(top)
  if (waiting.length + instances.size > most) {
    found.add(rank.before, fault('flow-too-large', 'nodes', { limit: most }))
    return { nodes: [], parameters, borders: [], instances: new Map(), output: () => undefined }
  }
  for (const { scope, name, node, rank, was } of waiting) {
    const path = scope.path + name
    const config = substitute(scope, node.config ?? {})
    const inputs = Object.entries(node.in ?? {}).map(([input, given]) => [input, resolve(scope, `${path}.in.${input}`, given, [])] as const)
    nodes.push({
      name: path,
      ...(was !== undefined && { was }),
      is: node.is,
      config: isRecord(config) ? config : {},
      in: new Map(inputs.flatMap(([input, flat]) => (flat ? [[input, flat] as const] : []))),
      rank,
      top: !scope.outer,
    })
  }
  return { nodes, parameters, borders: subs.flatMap(bordersOf), instances, output: (wire) => follow(top, wire, [], '')?.wire }
}

/** Parameters of a subflow's document are replaced by what its instance says. */
const substitute = <J extends Json | undefined>(scope: Scope, value: J): Json | J => {
  const reference = parameterReference(value)
  if (reference !== undefined) {
    const given = scope.parameters.get(reference)
    return given === undefined ? value : 'value' in given ? given.value : { parameter: given.parameter }
  }
  if (Array.isArray(value)) return value.map((item: Json) => substitute(scope, item))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, substitute(scope, field)]))
}

const bordersOf = ({ outer, document, rank }: Scope): FlatBorder[] => {
  if (!outer) return []
  return Object.entries(document.inputs ?? {}).flatMap(([name, way]) => {
    const given = outer.node.in?.[name]
    const at = `${outer.scope.path}${outer.name}.in.${name}`
    const input = given === undefined ? undefined : resolve(outer.scope, at, given, [{ at, input: way }])
    return input ? [{ input, rank }] : []
  })
}

/** undefined: nothing is there (an optional way in of a subflow that is left open). */
const resolve = (scope: Scope, at: string, input: Input, through: readonly Through[]): FlatInput | undefined => {
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
const follow = (scope: Scope, wire: Wire, through: readonly Through[], at: string): FlatInput | undefined => {
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
