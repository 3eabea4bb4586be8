/** Everything that can be wrong with a flow, found before it runs. The editor and the runtime both ask here. */
import { checkConfig, type Project } from './check/config.ts'
import { type Flows, flatten } from './check/flatten.ts'
import { Found } from './check/found.ts'
import { checkLoops } from './check/loops.ts'
import { checkNames } from './check/names.ts'
import { checkOutputs } from './check/outputs.ts'
import { checkParameters } from './check/parameter.ts'
import { checkTests } from './check/tests.ts'
import { checkTriggers } from './check/triggers.ts'
import { typeAll } from './check/type-all.ts'
import type { Wired } from './check/typing.ts'
import { checkWires, type Known } from './check/wires.ts'
import { worksAcross } from './check/works-across.ts'
import type { CheckedFlow, CheckedNode } from './checked.ts'
import type { FlowDocument } from './document.ts'
import { readDuration } from './duration.ts'
import { type Fault, fault } from './fault.ts'
import { portsOf } from './ports.ts'
import { subflowSpec } from './subflow.ts'

export interface Checking extends Project {
  /** The other flows of the project, for `is: subflow/NAME`. */
  readonly flows?: Flows
}

export interface Checked {
  /** In the document's order. */
  readonly faults: readonly Fault[]
  /** There where nothing is wrong. */
  readonly flow?: CheckedFlow
}

export const check = (document: FlowDocument, checking: Checking): Checked => {
  const { catalogue, flows } = checking
  const found = new Found()
  checkNames(document, found)
  checkParameters(document, found)
  const flat = flatten(document, flows, found)

  const places = new Map(flat.nodes.map((node, i) => [node.name, i]))
  const configs = flat.nodes.map((node) => {
    const spec = catalogue.nodes.get(node.is)
    if (!spec)
      found.add(node.rank, fault('unknown-node', `${node.name}.is`, { is: node.is, hint: found.hint(node.is, catalogue.nodes.keys()) }))
    return spec && { spec, ...checkConfig(node, spec, flat.parameters, checking, found) }
  })
  const ports = configs.map((config) => config && portsOf(config.spec, config.plain))
  const instances = new Map([...flat.instances].map(([name, inner]) => [name, inner && portsOf(subflowSpec(name, inner))]))
  const known: Known = {
    ports: (name) => ports[places.get(name) ?? -1] ?? instances.get(name),
    guessed: (name) => {
      const config = configs[places.get(name) ?? -1]
      if (!config) return places.has(name) || (instances.has(name) && !instances.get(name))
      return !config.good && [...config.spec.in, ...config.spec.out].some((port) => 'for' in port)
    },
    names: [...places.keys(), ...instances.keys()],
    inputs: document.inputs,
    parameters: flat.parameters,
  }
  const wired = flat.nodes.map((node, i): Wired | undefined => {
    const [config, its] = [configs[i], ports[i]]
    return config && its && { flat: { ...node, in: checkWires(node, its, known, found) }, spec: config.spec, ports: its }
  })

  const converters = { catalogue, taken: (name: string) => Object.hasOwn(document.nodes, name) }
  const order = checkLoops(wired, places, converters, found)
  const typed = typeAll(order, wired, {
    inputs: document.inputs,
    parameters: flat.parameters,
    places,
    faulty: (i) => configs[i]?.good === false,
    converters,
    found,
  })
  checkTriggers(order, wired, places, found)
  checkOutputs(document, flat, known, found)
  checkTests(document, known, found)

  const faults = found.all()
  if (faults.length > 0) return { faults }
  const nodes = order.flatMap((i): CheckedNode[] => {
    const [node, config, its] = [flat.nodes[i], configs[i], typed[i]]
    if (!node || !config || !its) return []
    const { name, was } = node
    return [{ name, ...(was !== undefined && { was }), spec: config.spec, config: node.config, live: config.live, ...its }]
  })
  const forgetAfter = document.keys?.forgetAfter === undefined ? undefined : readDuration(document.keys.forgetAfter)
  const across = worksAcross(nodes)
  return {
    faults,
    flow: {
      name: document.name,
      delivery: document.delivery ?? 'live',
      keyCap: document.keys?.cap ?? 10_000,
      ...(forgetAfter !== undefined && { forgetAfter }),
      parameters: flat.parameters,
      nodes,
      ...(across !== undefined && { worksAcross: across }),
    },
  }
}
