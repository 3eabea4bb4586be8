/** Every change of a document, whoever makes it: all edits of a command or none, and the command that undoes them. */
import type { FlowDocument } from './document.ts'
import type { Edit, EditCommand } from './edit-command.ts'
import { addNode } from './edits/add-node.ts'
import type { Doer, Done } from './edits/done.ts'
import { Draft } from './edits/draft.ts'
import { move } from './edits/move.ts'
import { removeNode } from './edits/remove-node.ts'
import { renameNode } from './edits/rename-node.ts'
import { setConfig } from './edits/set-config.ts'
import { setGroup, setParameter, setTest } from './edits/set-entry.ts'
import { setFlow } from './edits/set-flow.ts'
import { setInput } from './edits/set-input.ts'
import { setSays } from './edits/set-says.ts'
import type { Fault } from './fault.ts'

const doers: { readonly [D in Edit['do']]: Doer<D> } = {
  'add-node': addNode,
  'remove-node': removeNode,
  'rename-node': renameNode,
  'set-input': setInput,
  'set-config': setConfig,
  'set-says': setSays,
  move,
  'set-flow': setFlow,
  'set-parameter': setParameter,
  'set-test': setTest,
  'set-group': setGroup,
}

const run = <D extends Edit['do']>(draft: Draft, edit: Extract<Edit, { do: D }>): Done =>
  (doers[edit.do] as unknown as Doer<D>)(draft, edit as never)

export type Applied = { readonly document: FlowDocument; readonly inverse: EditCommand } | { readonly refused: Fault }

/** The document stays as it is; what the command does not touch is shared with the new one. */
export const applyEdits = (document: FlowDocument, command: EditCommand): Applied => {
  const draft = new Draft(document)
  const undo: Edit[][] = []
  for (const edit of command.edits) {
    const done = run(draft, edit)
    if ('refused' in done) return done
    undo.push([...done.inverse])
  }
  return { document: draft.done(), inverse: { says: command.says, edits: undo.reverse().flat() } }
}
