/** Unfolds subflows: one flat list of nodes, wires resolved through the borders, parameters put in or renamed. */
import type { FlowDocument, Node, Parameter } from '../document.ts'
import { fault } from '../fault.ts'
import { isRecord } from '../schema.ts'
import { checkInstance } from '../subflow.ts'
import type { Json } from '../type.ts'
import { bordersOf, type FlatBorder, type FlatInput, follow, resolve, type Scope, substitute, type Wire } from './follow.ts'
import { type Found, rank } from './found.ts'
import { parameterReference } from './parameter.ts'

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

export type Flows = (name: string) => FlowDocument | undefined

const most = 100_000
const prefix = 'subflow/'

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
    const config = scope.outer ? substitute(scope, node.config ?? {}) : (node.config ?? {})
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
