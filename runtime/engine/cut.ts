/** Cuts a flow into the segments that are compiled into one function each. */
import type { CheckedNode } from '@millrace/flow/checked.ts'

/** V8 inlines what six to twelve nodes call, and no more. */
const SEGMENT = 12

/** Larger parts are cut node by node: such functions are shared among nodes of one kind, so that their code is compiled once and stays in the cache. */
const FUSED = 240

/** Node indices in topological order, each segment within one part of the flow that wires join. */
export const cut = (nodes: readonly CheckedNode[], places: ReadonlyMap<string, number>): number[][] =>
  partsOf(nodes, places).flatMap((part) => {
    const size = part.length > FUSED ? 1 : SEGMENT
    return Array.from({ length: Math.ceil(part.length / size) }, (_, i) => part.slice(i * size, (i + 1) * size))
  })

const partsOf = (nodes: readonly CheckedNode[], places: ReadonlyMap<string, number>): number[][] => {
  const root = nodes.map((_, i) => i)
  const find = (i: number): number => {
    let at = i
    while (root[at] !== at) {
      root[at] = root[root[at] as number] as number
      at = root[at] as number
    }
    return at
  }
  for (const [i, node] of nodes.entries()) {
    for (const input of node.in) {
      const from = input.wire && places.get(input.wire.node)
      if (from !== undefined) root[find(i)] = find(from)
    }
  }
  const parts = new Map<number, number[]>()
  for (const i of nodes.keys()) {
    const part = find(i)
    const list = parts.get(part)
    if (list) list.push(i)
    else parts.set(part, [i])
  }
  return [...parts.values()]
}
