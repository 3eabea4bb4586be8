/** Nodes as text: copied as JSON that can be read, mailed and pasted into any flow. */
import { type FlowDocument, type Input, Node, wireFrom } from '@millrace/flow/document.ts'
import type { Edit } from '@millrace/flow/edit-command.ts'
import { freeName } from '@millrace/flow/name.ts'
import { z } from 'zod'

const Copied = z.object({
  millrace: z.literal('nodes'),
  nodes: z.record(z.string().max(200), Node),
  layout: z.record(z.string(), z.tuple([z.number(), z.number()])),
})

export type Copied = z.output<typeof Copied>

export const copied = (document: FlowDocument, names: ReadonlySet<string>, at: (name: string) => readonly [number, number]): string => {
  const chosen = Object.entries(document.nodes).filter(([name]) => names.has(name))
  const layout = Object.fromEntries(chosen.map(([name]) => [name, at(name)]))
  return JSON.stringify({ millrace: 'nodes', nodes: Object.fromEntries(chosen), layout }, null, 2)
}

/** undefined where the text is something else. */
export const readCopied = (text: string): Copied | undefined => {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    return Copied.safeParse(JSON.parse(text)).data
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

export interface Pasting {
  readonly edits: readonly Edit[]
  readonly names: readonly string[]
}

/** New names where they are taken; wires among the pasted follow them, wires to nodes that aren't here fall away. */
export const pasting = (document: FlowDocument, { nodes, layout }: Copied, by: readonly [number, number]): Pasting => {
  const named = new Map<string, string>()
  const taken = new Set(Object.keys(document.nodes))
  for (const name of Object.keys(nodes)) {
    const free = freeName(name, (wish) => taken.has(wish))
    taken.add(free)
    named.set(name, free)
  }
  const rewired = (input: Input): Input | undefined => {
    const from = wireFrom(input)
    if (!from) return input
    const node = named.get(from.node) ?? (Object.hasOwn(document.nodes, from.node) ? from.node : undefined)
    if (node === undefined) return undefined
    const wire = `${node}.${from.port}`
    return typeof input === 'object' ? { ...input, from: wire } : wire
  }
  const edits: Edit[] = []
  const wires: Edit[] = []
  for (const [name, node] of Object.entries(nodes)) {
    const free = named.get(name) ?? name
    const { in: ins, was: _was, ...rest } = node
    const [x, y] = layout[name] ?? [0, 0]
    edits.push({ do: 'add-node', name: free, node: rest, at: [x + by[0], y + by[1]] })
    for (const [input, value] of Object.entries(ins ?? {})) {
      const to = rewired(value)
      if (to !== undefined) wires.push({ do: 'set-input', node: free, input, to })
    }
  }
  return { edits: [...edits, ...wires], names: [...named.values()] }
}
