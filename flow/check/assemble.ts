/** What `check` gives back of a flow: what the engine compiles, and what the editor shows at each port. */
import type { CheckedFlow, CheckedInput, CheckedNode, CheckedOutput } from '../checked.ts'
import type { FlowDocument } from '../document.ts'
import { readDuration } from '../duration.ts'
import type { Flat } from './flatten.ts'
import type { Known } from './known.ts'
import type { Typed } from './typing.ts'
import { worksAcross } from './works-across.ts'

export interface NodePorts {
  readonly in: readonly Pick<CheckedInput, 'name' | 'type' | 'event' | 'optional'>[]
  readonly out: readonly CheckedOutput[]
}

type AllTyped = readonly (Typed | undefined)[]

type Configs = readonly CheckedNode['config'][]

export const assemble = (
  document: FlowDocument,
  order: readonly number[],
  flat: Flat,
  known: Known,
  typed: AllTyped,
  configs: Configs,
): CheckedFlow => {
  const nodes = order.flatMap((i): CheckedNode[] => {
    const [node, read, its] = [flat.nodes[i], known.nodes[i], typed[i]]
    if (!node || !read || !its) return []
    const { name, was } = node
    return [{ name, ...(was !== undefined && { was }), spec: read.spec, config: configs[i] ?? node.config, live: read.live, ...its }]
  })
  const { name, delivery = 'live', keys } = document
  const forgetAfter = keys?.forgetAfter === undefined ? undefined : readDuration(keys.forgetAfter)
  const across = worksAcross(nodes)
  return {
    name,
    delivery,
    keyCap: keys?.cap ?? 10_000,
    ...(forgetAfter !== undefined && { forgetAfter }),
    parameters: flat.parameters,
    nodes,
    ...(across !== undefined && { worksAcross: across }),
  }
}

/** Also of nodes that are wrong; a subflow's outputs are of the type that they have inside it. */
export const allPorts = (flat: Flat, known: Known, typed: AllTyped): ReadonlyMap<string, NodePorts> => {
  const all = new Map<string, NodePorts>()
  flat.nodes.forEach(({ name }, i) => {
    const its = typed[i]
    if (its) all.set(name, its)
  })
  for (const [name, inner] of flat.instances) {
    if (!inner || name.includes('/')) continue
    const inputs = Object.entries(inner.inputs ?? {}).map(([port, { event, optional, ...type }]) => {
      return { name: port, type, event: event === true, optional: optional === true }
    })
    const outputs = Object.keys(inner.outputs ?? {}).map((port): CheckedOutput => {
      const source = flat.output({ node: name, port })
      const out = typed[known.places.get(source?.node ?? '') ?? -1]?.out.find((one) => one.name === source?.port)
      return { name: port, type: out?.type ?? { type: 'T' }, event: out?.event === true }
    })
    all.set(name, { in: inputs, out: outputs })
  }
  return all
}
