/** A node goes, and with it the wires from it, its place and its seat in groups. */
import { wireFrom } from '../document.ts'
import type { Edit } from '../edit-command.ts'
import { type Doer, noNode } from './done.ts'
import type { Draft } from './draft.ts'
import { setGroup } from './set-entry.ts'
import { setInput } from './set-input.ts'

/** Runs an edit that can't be refused here, and puts what undoes it in front of what has been done before. */
const take = (undo: Edit[], done: ReturnType<typeof setInput>): void => {
  if ('inverse' in done) undo.unshift(...done.inverse)
}

const takeWires = (draft: Draft, name: string, undo: Edit[]): void => {
  for (const fed of draft.fedBy(name)) {
    if (fed === name) continue
    for (const [input, from] of Object.entries(draft.node(fed)?.in ?? {}))
      if (wireFrom(from)?.node === name) take(undo, setInput(draft, { do: 'set-input', node: fed, input, to: null }))
  }
  const outputs = draft.field('outputs')
  const kept = Object.entries(outputs ?? {}).filter(([, wire]) => wireFrom(wire)?.node !== name)
  if (outputs === undefined || kept.length === Object.keys(outputs).length) return
  undo.unshift({ do: 'set-flow', field: 'outputs', to: outputs })
  draft.setField('outputs', kept.length > 0 ? Object.fromEntries(kept) : undefined)
}

const takeSeats = (draft: Draft, name: string, undo: Edit[]): void => {
  for (const [group, { nodes, ...rest }] of Object.entries(draft.field('groups') ?? {})) {
    if (!nodes?.includes(name)) continue
    take(undo, setGroup(draft, { do: 'set-group', name: group, to: { ...rest, nodes: nodes.filter((one) => one !== name) } }))
  }
}

export const removeNode: Doer<'remove-node'> = (draft, { name }) => {
  const node = draft.node(name)
  if (node === undefined) return noNode(name)
  const undo: Edit[] = []
  takeWires(draft, name, undo)
  takeSeats(draft, name, undo)
  const at = draft.place(name)
  undo.unshift({ do: 'add-node', name, node, after: draft.order.before(name), ...(at && { at }) })
  if (at) draft.setPlace(name, undefined)
  draft.remove(name)
  return { inverse: undo }
}
