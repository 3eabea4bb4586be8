/** What stands at an input: a wire, a literal, a parameter, or nothing. */
import type { Node } from '../document.ts'
import { badName, type Doer, noNode } from './done.ts'
import { before, own, pruned, withEntry, withoutEntry } from './entry.ts'

export const setInput: Doer<'set-input'> = (draft, { node: name, input, to, after }) => {
  const node = draft.node(name)
  if (node === undefined) return noNode(name)
  const bad = badName(input, false)
  if (bad) return bad
  const old = own(node.in, input)
  const inputs = to === null ? node.in && withoutEntry(node.in, input) : withEntry(node.in, input, to, after)
  draft.put(name, pruned<Node>({ ...node, in: inputs as Node['in'] }))
  const place = node.in && old !== undefined && to === null ? { after: before(node.in, input) } : {}
  return { inverse: [{ do: 'set-input', node: name, input, to: old ?? null, ...place }] }
}
