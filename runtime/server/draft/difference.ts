/** The edits that make one document of another: for what somebody wrote to the file by hand. */
import type { FlowDocument, Node } from '@millrace/flow/document.ts'
import { applyEdits } from '@millrace/flow/edit.ts'
import type { Edit } from '@millrace/flow/edit-command.ts'
import { same } from '@millrace/flow/same.ts'
import type { Json } from '@millrace/flow/type.ts'

export interface Difference {
  readonly document: FlowDocument
  readonly edits: readonly Edit[]
  /** The edits give the document to the letter; else they give it but for the order of what stands in it. */
  readonly exact: boolean
}

export const difference = (from: FlowDocument, to: FlowDocument): Difference => {
  const edits = [...nodes(from, to), ...parts(from, to), ...fields(from, to), ...layout(from, to)]
  const applied = edits.length > 0 && applyEdits(from, { says: { en: '', zh: '' }, edits })
  return {
    document: to,
    edits,
    exact: applied !== false && 'document' in applied && JSON.stringify(applied.document) === JSON.stringify(to),
  }
}

const nodes = (from: FlowDocument, to: FlowDocument): Edit[] => {
  const edits: Edit[] = []
  const other = (before: Node, now: Node) => before.is !== now.is || before.was !== now.was
  for (const [name, node] of Object.entries(from.nodes)) {
    const now = own(to.nodes, name)
    if (!now || other(node, now)) edits.push({ do: 'remove-node', name })
  }
  let after: string | null = null
  for (const [name, node] of Object.entries(to.nodes)) {
    const before = own(from.nodes, name)
    if (!before || other(before, node)) edits.push({ do: 'add-node', name, node, after })
    else edits.push(...changes(name, before, node))
    after = name
  }
  return edits
}

const changes = (node: string, before: Node, now: Node): Edit[] => [
  ...entries(before.config, now.config).map(
    ([field, to]): Edit => ({ do: 'set-config', node, path: [field], ...(to !== undefined && { to }) }),
  ),
  ...entries(before.in, now.in).map(([input, to]): Edit => ({ do: 'set-input', node, input, to: to ?? null })),
  ...(before.says === now.says ? [] : [{ do: 'set-says', node, to: now.says ?? null } as const]),
]

const parts = (from: FlowDocument, to: FlowDocument): Edit[] => [
  ...entries(from.parameters, to.parameters).map(([name, value]): Edit => ({ do: 'set-parameter', name, to: value ?? null })),
  ...entries(from.tests, to.tests).map(([name, value]): Edit => ({ do: 'set-test', name, to: value ?? null })),
  ...entries(from.groups, to.groups).map(([name, value]): Edit => ({ do: 'set-group', name, to: value ?? null })),
]

const settable = ['name', 'says', 'delivery', 'keys', 'inputs', 'outputs'] as const

const fields = (from: FlowDocument, to: FlowDocument): Edit[] =>
  settable
    .filter((field) => !same(from[field], to[field]))
    .map((field) => ({ do: 'set-flow', field, ...(to[field] !== undefined && { to: to[field] as Json }) }))

/** A node that is new has lost no place, and one that is gone needs none. */
const layout = (from: FlowDocument, to: FlowDocument): Edit[] => {
  const stays = (name: string) => Object.hasOwn(to.nodes, name) || Object.hasOwn(to.layout ?? {}, name)
  const moved = entries(from.layout, to.layout).filter(([name]) => stays(name))
  return moved.length === 0 ? [] : [{ do: 'move', to: Object.fromEntries(moved.map(([name, at]) => [name, at ?? null])) }]
}

/** What is new or another, with undefined for what is gone. */
const entries = <V>(
  from: Readonly<Record<string, V>> | undefined,
  to: Readonly<Record<string, V>> | undefined,
): [string, V | undefined][] =>
  [...new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})])]
    .filter((name) => !same(own(from, name), own(to, name)))
    .map((name) => [name, own(to, name)])

const own = <V>(map: Readonly<Record<string, V>> | undefined, name: string): V | undefined =>
  map && Object.hasOwn(map, name) ? map[name] : undefined
