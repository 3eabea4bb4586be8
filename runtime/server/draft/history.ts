/** A document with its revision and what can be undone: pure steps, so that it can be kept on disk and gone on with after a restart. */
import type { FlowDocument } from '@millrace/flow/document.ts'
import { applyEdits } from '@millrace/flow/edit.ts'
import type { EditCommand } from '@millrace/flow/edit-command.ts'
import { type Fault, fault } from '@millrace/flow/fault.ts'
import { rebase } from '@millrace/flow/rebase.ts'
import type { Words } from '@millrace/flow/words.ts'

export interface History {
  readonly rev: number
  readonly document: FlowDocument
  /** What undoes the last gestures, the latest last; and what does them again. */
  readonly undo: readonly EditCommand[]
  readonly redo: readonly EditCommand[]
  /** Ids of the latest commands and the revision that each gave. */
  readonly taken: readonly (readonly [id: string, rev: number])[]
  /** What was done lately, up to the present revision: a command made before is brought onto it. */
  readonly done: readonly EditCommand[]
}

export interface Gesture {
  readonly rev: number
  readonly id?: string
  readonly command: EditCommand
}

/** `did`: the command as it was carried out; none where it was taken before. */
export type Step = { readonly history: History; readonly rev: number; readonly did?: EditCommand } | { readonly refused: Fault }

const mostSteps = 500
/** An edit may hold a whole node: so many of them are kept for undoing. */
const mostEdits = 100_000
const mostTaken = 200
const mostDone = 200
/** What a late command is brought onto is kept in full only while it is small. */
const mostDoneEdits = 5_000

export const begin = (document: FlowDocument): History => ({ rev: 1, document, undo: [], redo: [], taken: [], done: [] })

export const take = (history: History, { rev, id, command }: Gesture): Step => {
  const before = id === undefined ? undefined : history.taken.find(([taken]) => taken === id)
  if (before) return { history, rev: before[1] }
  const behind = history.rev - rev
  if (behind < 0 || behind > history.done.length) return { refused: fault('revision-conflict', 'flow', { now: history.rev, on: rev }) }
  const brought = rebase(command, history.done.slice(history.done.length - behind))
  if ('refused' in brought) return brought
  const did = brought.command
  const applied = applyEdits(history.document, did)
  if ('refused' in applied) return applied
  const next = history.rev + 1
  return {
    did,
    rev: next,
    history: {
      rev: next,
      document: applied.document,
      undo: bounded([...history.undo, applied.inverse], mostSteps, mostEdits),
      redo: [],
      taken: id === undefined ? history.taken : [...history.taken.slice(1 - mostTaken), [id, next]],
      done: bounded([...history.done, did], mostDone, mostDoneEdits),
    },
  }
}

export const step = (history: History, way: 'undo' | 'redo'): Step => {
  const command = history[way].at(-1)
  if (!command) return { refused: fault('edit-refused', 'flow', { why: nothing[way] }) }
  const applied = applyEdits(history.document, command)
  if ('refused' in applied) return applied
  const back = way === 'undo' ? 'redo' : 'undo'
  const rev = history.rev + 1
  const stacks = { [way]: history[way].slice(0, -1), [back]: bounded([...history[back], applied.inverse], mostSteps, mostEdits) }
  const done = bounded([...history.done, command], mostDone, mostDoneEdits)
  return { did: command, rev, history: { ...history, ...stacks, rev, document: applied.document, done } }
}

export const named = (commands: readonly EditCommand[]): readonly Words[] => commands.map(({ says }) => says)

const nothing = {
  undo: { en: 'there is nothing to undo', zh: '没有可撤销的操作' },
  redo: { en: 'there is nothing to redo', zh: '没有可重做的操作' },
} as const satisfies Readonly<Record<string, Words>>

/** The latest of them. */
const bounded = (commands: readonly EditCommand[], steps: number, most: number): readonly EditCommand[] => {
  let edits = 0
  let from = commands.length
  while (from > 0 && commands.length - from < steps) {
    edits += commands[from - 1]?.edits.length ?? 0
    if (edits > most && from < commands.length) break
    from--
  }
  return commands.slice(from)
}
