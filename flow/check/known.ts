/** What there is in a flow to be wired to: its nodes, its subflows, its ways in. */
import type { NodeSpec } from '../catalogue.ts'
import type { FlowDocument, Parameter } from '../document.ts'
import { fault } from '../fault.ts'
import { type Ports, portsOf } from '../ports.ts'
import { subflowSpec } from '../subflow.ts'
import { type CheckedConfig, checkConfig, type Project } from './config.ts'
import type { Flat } from './flatten.ts'
import type { Found } from './found.ts'

/** A node whose kind is known. */
export interface Read extends CheckedConfig {
  readonly spec: NodeSpec
  readonly ports: Ports
}

export interface Known {
  /** By the index of the flat node; undefined where nobody knows its kind. */
  readonly nodes: readonly (Read | undefined)[]
  /** Flat name → index. */
  readonly places: ReadonlyMap<string, number>
  /** undefined where there is no such node, or nobody knows its kind. */
  ports(node: string): Ports | undefined
  /** Its ports are only a guess, because they follow from a config that is wrong; or nobody knows its kind. */
  guessed(node: string): boolean
  readonly names: readonly string[]
  readonly inputs: FlowDocument['inputs']
  readonly parameters: Readonly<Record<string, Parameter>>
}

export const readNodes = ({ inputs }: FlowDocument, { nodes: all, instances, parameters }: Flat, project: Project, found: Found): Known => {
  const { catalogue } = project
  const nodes = all.map((node): Read | undefined => {
    const spec = catalogue.nodes.get(node.is)
    if (!spec) {
      const near = found.hint(node.is, catalogue.nodes.keys())
      found.add(node.rank, fault('unknown-node', `${node.name}.is`, { is: node.is, hint: near }))
      return undefined
    }
    const config = checkConfig(node, spec, parameters, project, found)
    return { spec, ...config, ports: portsOf(spec, config.plain) }
  })
  const places = new Map(all.map(({ name }, i) => [name, i]))
  const borders = new Map([...instances].map(([name, inner]) => [name, inner && portsOf(subflowSpec(name, inner))]))
  const at = (name: string) => nodes[places.get(name) ?? -1]
  return {
    nodes,
    places,
    ports: (name) => at(name)?.ports ?? borders.get(name),
    guessed: (name) => {
      const node = at(name)
      if (!node) return places.has(name) || (borders.has(name) && !borders.get(name))
      return !node.good && [...node.spec.in, ...node.spec.out].some((port) => 'for' in port)
    },
    names: [...places.keys(), ...borders.keys()],
    inputs,
    parameters,
  }
}
