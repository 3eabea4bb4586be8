/** The open document: what the runtime confirmed, and on top of it what this person just did. One gesture is sent at a time; what is refused is taken back. */

import type { FlowDocument } from '@millrace/flow/document.ts'
import { applyEdits } from '@millrace/flow/edit.ts'
import type { EditCommand } from '@millrace/flow/edit-command.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import type { DraftChanged, DraftState } from '@millrace/flow/protocol-told.ts'
import type { Words } from '@millrace/flow/words.ts'
import { create } from 'zustand'

export interface Gesture {
  readonly id: string
  readonly command: EditCommand
}

export interface Draft {
  readonly flow: string
  /** Of `confirmed`. */
  readonly rev: number
  readonly confirmed: FlowDocument
  /** Done here, not yet confirmed, oldest first. */
  readonly pending: readonly Gesture[]
  /** `confirmed` with `pending` applied: what is shown. */
  readonly document: FlowDocument
  readonly undo: readonly Words[]
  readonly redo: readonly Words[]
  readonly deployed: FlowDocument | null
  /** The runtime's own check, and of which revision. */
  readonly faults: readonly Fault[]
  readonly faultsOf: number
}

export const useDraft = create<{ readonly draft: Draft | null }>(() => ({ draft: null }))

export const openDraft = (state: DraftState, pending: readonly Gesture[] = []): Draft => {
  const { flow, rev, document, undo, redo, deployed, faults } = state
  const base: Draft = { flow, rev, confirmed: document, pending: [], document, undo, redo, deployed, faults, faultsOf: rev }
  return pending.reduce((draft, gesture) => done(draft, gesture) ?? draft, base)
}

/** undefined where it can't be applied. */
export const done = (draft: Draft, gesture: Gesture): Draft | undefined => {
  const next = applyEdits(draft.document, gesture.command)
  if ('refused' in next) return undefined
  return {
    ...draft,
    document: next.document,
    pending: [...draft.pending, gesture],
    undo: [...draft.undo, gesture.command.says],
    redo: [],
  }
}

/** The runtime said no to `id`: everything is as if it had never been. */
export const refused = (draft: Draft, id: string): Draft => {
  const left = draft.pending.filter((gesture) => gesture.id !== id)
  const undo = draft.undo.slice(0, draft.undo.length - draft.pending.length)
  const base: Draft = { ...draft, undo, pending: [], document: draft.confirmed }
  return left.reduce((now, gesture) => done(now, gesture) ?? now, base)
}

/** undefined where something was missed: the document has to be got again. */
export const changed = (draft: Draft, told: DraftChanged): Draft | undefined => {
  if (told.rev <= draft.rev) return draft
  if (told.rev !== draft.rev + 1) return undefined
  const own = draft.pending.find((gesture) => gesture.id === told.id)
  const left = draft.pending.filter((gesture) => gesture !== own)
  const asExpected = own !== undefined && left.length === 0 && JSON.stringify(own.command) === JSON.stringify(told.command)
  const next = asExpected ? { document: draft.document } : applyEdits(draft.confirmed, told.command)
  if ('refused' in next) return undefined
  const base: Draft = {
    ...draft,
    rev: told.rev,
    confirmed: next.document,
    document: next.document,
    pending: [],
    undo: told.undo,
    redo: told.redo,
  }
  return left.reduce((now, gesture) => done(now, gesture) ?? now, base)
}
