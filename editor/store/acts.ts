/** What a person does to the document: shown at once, sent in order, told back when it could not be. */
import type { Edit, EditCommand } from '@millrace/flow/edit-command.ts'
import type { DraftChanged } from '@millrace/flow/protocol-told.ts'
import type { Words } from '@millrace/flow/words.ts'
import { ask, onLine, Refused } from '../link/runtime.ts'
import { words } from '../text/i18n.ts'
import { changed, done, openDraft, refused, useDraft } from './draft.ts'
import { useSession } from './session.ts'
import { say, select, useView } from './view.ts'

let sending = false

/** Does nothing where there is nothing to do. */
export const act = (says: Words, edits: readonly Edit[]): boolean => {
  const { draft } = useDraft.getState()
  if (!draft || edits.length === 0) return false
  const command: EditCommand = { says, edits: [...edits] }
  const next = done(draft, { id: crypto.randomUUID(), command })
  if (!next) {
    say(words('notice.cannot', { what: says }), true)
    return false
  }
  useDraft.setState({ draft: next })
  useView.setState({ notice: null })
  void send()
  return true
}

export const undo = (): Promise<void> => step('doc.undo')
export const redo = (): Promise<void> => step('doc.redo')

export const openFlow = async (flow: string): Promise<void> => {
  const { draft } = useDraft.getState()
  if (draft?.flow === flow && draft.pending.length > 0) return reopen()
  if (draft && draft.flow !== flow) await leave(draft.flow)
  const state = await ask('doc.get', { flow })
  useSession.setState({ states: {}, debug: [], debugSkipped: 0 })
  useDraft.setState({ draft: openDraft(state) })
  select([])
}

/** After the line came back: what the runtime has, and on top what it may not have heard. */
export const reopen = async (): Promise<void> => {
  const { draft } = useDraft.getState()
  if (!draft) return
  const state = await ask('doc.get', { flow: draft.flow })
  useDraft.setState({ draft: openDraft(state, useDraft.getState().draft?.pending ?? []) })
  await send()
}

export const heardChange = (told: DraftChanged): void => {
  const { draft } = useDraft.getState()
  if (!draft || told.flow !== draft.flow) return
  const next = changed(draft, told)
  if (next) useDraft.setState({ draft: next })
  else void reopen().catch(complain)
}

export const complain = (error: unknown): void => {
  const says = error instanceof Refused ? error.faults[0]?.says : undefined
  say(says ?? words('notice.no-answer'), true)
}

const leave = async (flow: string): Promise<void> => {
  await settled()
  await ask('doc.leave', { flow })
}

/** One at a time: each is made on the revision that the one before it gave. */
const send = async (): Promise<void> => {
  if (sending) return
  sending = true
  try {
    for (let next = first(); next && onLine(); next = first()) {
      const { flow, rev, gesture } = next
      try {
        const answer = await ask('doc.command', { flow, rev, id: gesture.id, command: gesture.command })
        await confirmed(flow, gesture.id, answer.rev)
      } catch (error) {
        if (!(error instanceof Refused)) break
        const { draft } = useDraft.getState()
        if (draft?.flow === flow) useDraft.setState({ draft: refused(draft, gesture.id) })
        complain(error)
      }
    }
  } finally {
    sending = false
  }
}

const first = () => {
  const { draft } = useDraft.getState()
  const gesture = draft?.pending[0]
  return draft && gesture && { flow: draft.flow, rev: draft.rev, gesture }
}

/** The answer may come before the change is told. */
const confirmed = (flow: string, id: string, rev: number): Promise<void> =>
  until(() => {
    const { draft } = useDraft.getState()
    return draft?.flow !== flow || draft.rev >= rev || !draft.pending.some((gesture) => gesture.id === id)
  })

const settled = (): Promise<void> => until(() => (useDraft.getState().draft?.pending.length ?? 0) === 0 || !onLine())

const until = (holds: () => boolean): Promise<void> => {
  if (holds()) return Promise.resolve()
  return new Promise((resolve) => {
    const stop = useDraft.subscribe(() => {
      if (!holds()) return
      stop()
      resolve()
    })
  })
}

const step = async (what: 'doc.undo' | 'doc.redo'): Promise<void> => {
  const { draft } = useDraft.getState()
  if (!draft || !onLine()) return
  await settled()
  try {
    await ask(what, { flow: draft.flow })
  } catch (error) {
    complain(error)
  }
}
