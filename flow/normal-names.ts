/** Node names in Unicode's composed form (NFC), so that what looks the same is the same. */
import type { FlowDocument } from './document.ts'
import { applyEdits } from './edit.ts'
import type { Edit } from './edit-command.ts'

export const normalNames = (document: FlowDocument): FlowDocument => {
  const edits = Object.keys(document.nodes).flatMap((from): Edit[] => {
    const to = from.normalize('NFC')
    return to === from || Object.hasOwn(document.nodes, to) ? [] : [{ do: 'rename-node', from, to, was: null }]
  })
  const done = applyEdits(document, { says: { en: 'Compose names', zh: '规范化名称' }, edits })
  return 'document' in done ? done.document : document
}
