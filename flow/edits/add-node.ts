/** A new node, written right behind the node that feeds it, unless its place is given. */
import { type Node, wireFrom } from '../document.ts'
import { normalNode } from '../normal.ts'
import { badName, type Doer } from './done.ts'
import type { Draft } from './draft.ts'
import { danglers } from './mentions.ts'

/** The last of the nodes that feed it, in document order; the end where none does. */
const behind = (draft: Draft, node: Node): string | null => {
  const wires = Object.values(node.in ?? {}).map((input) => wireFrom(input)?.node)
  const feeders = new Set(wires.filter((name) => name !== undefined && draft.node(name) !== undefined))
  const { names } = draft.order
  return names.findLast((name) => feeders.has(name)) ?? names.at(-1) ?? null
}

export const addNode: Doer<'add-node'> = (draft, { name, node, at, after }) => {
  const bad = badName(name, draft.node(name) !== undefined)
  if (bad) return bad
  const dangling = danglers(draft, name)
  draft.insert(name, normalNode(node), after === undefined ? behind(draft, node) : after)
  if (at) draft.setPlace(name, at)
  return { inverse: [{ do: 'remove-node', name }, ...dangling] }
}
