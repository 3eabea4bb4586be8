/** One flow while people work on it: what was done is kept and written a moment later, what others write to the file is taken in, faults follow. */
import type { Checked } from '@millrace/flow/check.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { EditCommand } from '@millrace/flow/edit-command.ts'
import { type Fault, fault } from '@millrace/flow/fault.ts'
import type { DraftChanged } from '@millrace/flow/protocol-told.ts'
import type { FlowFile, Flows } from '@millrace/project/flows.ts'
import { log } from '../log.ts'
import { given, Refused } from '../refused.ts'
import { difference } from './difference.ts'
import { begin, type Gesture, type History, named, type Step, step, take } from './history.ts'
import type { Kept } from './kept.ts'

export interface DraftOptions {
  readonly flow: string
  readonly flows: Flows
  readonly kept: Kept | undefined
  keep(kept: Kept): Promise<void>
  check(document: FlowDocument): Checked
  changed(told: DraftChanged): void
  /** The faults were looked for again. */
  checked(faults: readonly Fault[], rev: number): void
}

export interface Draft {
  readonly flow: string
  history(): History
  /** Of the file where it can't be read, and of the document. */
  faults(): readonly Fault[]
  /** Of the document as it is now. */
  checked(): Checked
  take(gesture: Gesture, by: string): number
  step(way: 'undo' | 'redo', by: string): number
  /** Looks at the file: somebody else may have written it. False where it is gone. */
  look(): Promise<boolean>
  /** Looks for faults again a moment later. */
  recheck(): void
  /** Resolves when all is on disk; gives the file's revision. */
  saved(): Promise<string>
  close(): Promise<void>
}

const saveAfterMs = 300
const saveAgainMs = 5_000
const checkAfterMs = 100
/** Of the time that saving and checking a large flow take: they must not fill the runtime's day. */
const share = 10
const onDisk = 'file'

/** Throws `Refused` where there is no such file, or it was never readable. */
export const openDraft = async ({ flow, flows, kept, keep, check, changed, checked }: DraftOptions): Promise<Draft> => {
  const first = given(await flows.read(flow))
  let { revision } = first
  /** What the file of this revision says. */
  let old = first.read.document
  let history: History
  let found: Checked
  let foundIn: FlowDocument | undefined
  /** What is wrong with the file itself: nothing is written over it. */
  let broken: readonly Fault[] = []
  let saving: NodeJS.Timeout | undefined
  let checking: NodeJS.Timeout | undefined
  let tookMs = { save: 0, check: 0 }
  let writing: Promise<void> = Promise.resolve()

  const tell = (command: EditCommand, by: string, id?: string) => {
    const { rev, undo, redo } = history
    changed({ flow, rev, command, by, undo: named(undo), redo: named(redo), ...(id !== undefined && { id }) })
    saving ??= setTimeout(() => void save(), Math.max(saveAfterMs, share * tookMs.save))
    recheck()
  }

  const done = (next: Step, by: string, id?: string): number => {
    if ('refused' in next) throw new Refused(next.refused)
    history = next.history
    if (next.did) tell(next.did, by, id)
    return next.rev
  }

  const recheck = () => {
    foundIn = undefined
    checking ??= setTimeout(
      () => {
        checking = undefined
        checkNow()
        checked(faults(), history.rev)
      },
      Math.max(checkAfterMs, share * tookMs.check),
    )
  }

  const checkNow = (): Checked => {
    if (foundIn === history.document) return found
    const began = performance.now()
    found = check(history.document)
    foundIn = history.document
    tookMs = { ...tookMs, check: performance.now() - began }
    return found
  }

  const faults = () => [...broken, ...found.faults]

  /** One after the other; a file that somebody else wrote meanwhile is taken in first. */
  const save = (): Promise<void> => {
    clearTimeout(saving)
    saving = undefined
    writing = writing.then(async () => {
      if (broken.length > 0) return
      try {
        await write()
      } catch (error) {
        log('error', `saving the flow ${flow}; it is tried again`, error)
        saving ??= setTimeout(() => void save(), saveAgainMs)
      }
    })
    return writing
  }

  const write = async () => {
    const began = performance.now()
    await keep({ history, revision })
    const { document } = history
    const written = await flows.save(flow, document, { revision, emptied: true, ...(old && { old }) })
    tookMs = { ...tookMs, save: performance.now() - began }
    if ('ok' in written) {
      revision = written.ok.revision
      old = document
    } else if (written.faults.every(({ code }) => code !== 'revision-conflict')) throw new Refused(...written.faults)
    else if (await look()) saving ??= setTimeout(() => void save(), saveAfterMs)
  }

  const takeIn = (document: FlowDocument) => {
    const { edits, exact } = difference(history.document, document)
    if (edits.length === 0) return
    const { rev } = history
    const command = { says: changedOnDisk, edits: [...edits] }
    const next = take(history, { rev, command })
    if ('history' in next && exact) history = next.history
    // A gap of one in the numbers makes every editor get the document anew.
    else history = { ...('history' in next ? next.history : begin(document)), document, rev: rev + 2, done: [] }
    tell(command, onDisk)
  }

  const takeFile = (file: FlowFile) => {
    const { document } = file.read
    const nodes = Object.keys(history.document.nodes).length
    const emptied = nodes > 0 && (file.text.trim() === '' || (document && Object.keys(document.nodes).length === 0))
    broken = emptied ? [fault('empty-overwrite', 'nodes', { nodes })] : file.read.faults
    if (broken.length === 0 && document) {
      revision = file.revision
      old = document
      takeIn(document)
    }
    recheck()
  }

  const look = async (): Promise<boolean> => {
    const file = await flows.read(flow)
    if ('faults' in file) {
      if (file.faults.some(({ code }) => code === 'file-missing')) return false
      broken = file.faults
      recheck()
    } else if (file.ok.revision !== revision || broken.length > 0) takeFile(file.ok)
    return true
  }

  const saved = async () => {
    await (saving ? save() : writing)
    return revision
  }

  if (kept) {
    history = kept.history
    if (kept.revision === revision) void save()
    else takeFile(first)
  } else if (first.read.document) history = begin(first.read.document)
  else throw new Refused(...first.read.faults)
  checkNow()

  const writable = () => {
    if (broken.length > 0) throw new Refused(...broken)
  }

  return {
    flow,
    history: () => history,
    faults,
    checked: checkNow,
    take(gesture, by) {
      writable()
      return done(take(history, gesture), by, gesture.id)
    },
    step(way, by) {
      writable()
      return done(step(history, way), by)
    },
    look,
    recheck,
    saved,
    async close() {
      clearTimeout(checking)
      await saved()
      clearTimeout(saving)
      clearTimeout(checking)
    },
  }
}

const changedOnDisk = { en: 'Changed on disk', zh: '磁盘文件已更改' }
