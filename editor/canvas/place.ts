/** Where nodes lie that the layout doesn't name: in columns by how far they are from a source, below what is placed. Shown, not written. */
import type { FlowDocument } from '@millrace/flow/document.ts'
import { wireFrom } from '@millrace/flow/document.ts'

const column = 240
const row = 130

export const placed = (document: FlowDocument): ((name: string) => readonly [number, number]) => {
  const layout = document.layout ?? {}
  const lost = Object.keys(document.nodes).filter((name) => !layout[name])
  if (lost.length === 0) return (name) => layout[name] ?? [0, 0]
  const below = Object.values(layout).reduce((lowest, [, y]) => Math.max(lowest, y + row), 0)
  const depths = depthsOf(document)
  const filled = new Map<number, number>()
  const found = new Map<string, readonly [number, number]>()
  for (const name of lost) {
    const depth = depths.get(name) ?? 0
    const n = filled.get(depth) ?? 0
    filled.set(depth, n + 1)
    found.set(name, [depth * column, below + n * row])
  }
  return (name) => layout[name] ?? found.get(name) ?? [0, 0]
}

/** Breadth first from the nodes without wires, so that a loop ends. */
const depthsOf = ({ nodes }: FlowDocument): Map<string, number> => {
  const after = new Map<string, string[]>()
  const depths = new Map<string, number>()
  for (const [name, node] of Object.entries(nodes)) {
    const sources = Object.values(node.in ?? {}).flatMap((input) => wireFrom(input)?.node ?? [])
    if (sources.length === 0) depths.set(name, 0)
    for (const source of sources) {
      const held = after.get(source)
      if (held) held.push(name)
      else after.set(source, [name])
    }
  }
  const queue = [...depths.keys()]
  for (const name of queue)
    for (const next of after.get(name) ?? [])
      if (!depths.has(next)) {
        depths.set(next, (depths.get(name) ?? 0) + 1)
        queue.push(next)
      }
  return depths
}
