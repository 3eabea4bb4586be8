/** A command made on an older document, brought to a newer one: names that changed meanwhile follow, what lost its ground comes back with the reason. */
import { type Input, wireFrom } from './document.ts'
import type { Edit, EditCommand } from './edit-command.ts'
import { followed } from './edits/followed.ts'
import { naming } from './edits/mentions.ts'
import { type Fault, fault } from './fault.ts'
import type { Words } from './words.ts'

type Rebased = { readonly command: EditCommand } | { readonly refused: Fault }

/** The nodes that an edit needs to be there. */
const needs = (edit: Edit): readonly string[] => {
  const feeds = (input: Input | null) => (input === null ? [] : [wireFrom(input)?.node].filter((name) => name !== undefined))
  switch (edit.do) {
    case 'add-node':
      return Object.values(edit.node.in ?? {}).flatMap(feeds)
    case 'remove-node':
      return [edit.name]
    case 'rename-node':
      return [edit.from]
    case 'set-input':
      return [edit.node, ...feeds(edit.to)]
    case 'set-config':
    case 'set-says':
      return [edit.node]
    case 'move':
      return Object.keys(edit.to)
    default:
      return []
  }
}

/** Lists count their items: an edit inside one that was changed as a whole means another item now. */
const liesInside = (edit: Edit, done: Edit): boolean =>
  edit.do === 'set-config' &&
  done.do === 'set-config' &&
  edit.node === done.node &&
  edit.path.length > done.path.length &&
  done.path.every((step, index) => step === edit.path[index])

const refused = (edit: Edit, why: Words): Rebased => ({
  refused: fault('edit-refused', 'name' in edit ? edit.name : 'node' in edit ? edit.node : 'flow', { why }),
})

/**
 * `onto`: what others did since, oldest first. Where both set the same value the later one holds.
 * Whether the result still fits is left to `applyEdits`.
 */
export const rebase = (command: EditCommand, onto: readonly EditCommand[]): Rebased => {
  let edits: readonly Edit[] = command.edits
  const gone = new Map<string, Words>()
  for (const { says, edits: done } of onto) {
    for (const one of done) {
      if (one.do === 'remove-node') gone.set(one.name, says)
      if (one.do === 'add-node') gone.delete(one.name)
      if (one.do === 'rename-node') edits = edits.map((edit) => followed(edit, naming(one.from, one.to)))
      const lost = edits.find((edit) => liesInside(edit, one))
      if (lost) return refused(lost, { en: `this field was changed meanwhile: ${says.en}`, zh: `该字段已被修改:${says.zh}` })
    }
  }
  const made = new Set<string>()
  for (const edit of edits) {
    const missing = needs(edit).find((name) => gone.has(name) && !made.has(name))
    const by = missing !== undefined && gone.get(missing)
    if (by) return refused(edit, { en: `"${missing}" has gone meanwhile: ${by.en}`, zh: `"${missing}" 已被删除:${by.zh}` })
    if (edit.do === 'add-node') made.add(edit.name)
    if (edit.do === 'rename-node') made.add(edit.to)
  }
  return { command: { says: command.says, edits: [...edits] } }
}
