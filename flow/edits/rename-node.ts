/** A node gets another name, and everything that names it follows: wires, outputs, tests, groups, layout. */
import type { Node } from '../document.ts'
import { badName, type Doer, noNode } from './done.ts'
import type { Draft } from './draft.ts'
import { type Entries, pruned } from './entry.ts'
import { danglers, inGroup, inInput, inSteps, type Naming, naming } from './mentions.ts'

const each = <V>(map: Entries<V> | undefined, change: (value: V, named: Naming) => V, named: Naming): Record<string, V> | undefined =>
  map && Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value, named)]))

const inNode = (node: Node, named: Naming): Node => pruned<Node>({ ...node, in: each(node.in, inInput, named) })

const inRest = (draft: Draft, named: Naming): void => {
  draft.setField(
    'outputs',
    each(draft.field('outputs'), (wire) => named(wire), named),
  )
  draft.setField('tests', each(draft.field('tests'), inSteps, named))
  draft.setField('groups', each(draft.field('groups'), inGroup, named))
}

export const renameNode: Doer<'rename-node'> = (draft, { from, to, was, after }) => {
  const node = draft.node(from)
  if (node === undefined) return noNode(from)
  const bad = badName(to, draft.node(to) !== undefined)
  if (bad) return bad
  const dangling = danglers(draft, to)
  const named = naming(from, to)
  for (const fed of draft.fedBy(from)) {
    const other = draft.node(fed)
    if (other && fed !== from) draft.put(fed, inNode(other, named))
  }
  const origin = was === undefined ? (node.was ?? from) : was
  const renamed = inNode(
    pruned<Node>({ ...node, was: origin === null || (was === undefined && origin === to) ? undefined : origin }),
    named,
  )
  const place = draft.order.before(from)
  draft.remove(from)
  draft.insert(to, renamed, after === undefined ? place : after)
  const at = draft.place(from)
  draft.setPlace(from, undefined)
  if (at) draft.setPlace(to, at)
  inRest(draft, named)
  return { inverse: [{ do: 'rename-node', from: to, to: from, was: node.was ?? null, after: place }, ...dangling] }
}
