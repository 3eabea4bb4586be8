/** What a node says of itself. */
import type { Node } from '../document.ts'
import { type Doer, noNode } from './done.ts'
import { pruned } from './entry.ts'

export const setSays: Doer<'set-says'> = (draft, { node: name, to }) => {
  const node = draft.node(name)
  if (node === undefined) return noNode(name)
  draft.put(name, pruned<Node>({ ...node, says: to ?? undefined }))
  return { inverse: [{ do: 'set-says', node: name, to: node.says ?? null }] }
}
