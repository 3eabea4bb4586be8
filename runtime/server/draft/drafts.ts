/** The drafts of all flows of a project: opened once, checked with each other's subflows, watched for what others do to their files. */
import { watch } from 'node:fs'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalogue } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import type { DraftChanged } from '@millrace/flow/protocol-told.ts'
import type { Flows } from '@millrace/project/flows.ts'
import { soon } from '../live/soon.ts'
import { log } from '../log.ts'
import { Refused } from '../refused.ts'
import { type Draft, openDraft } from './draft.ts'
import { type Kept, readKept } from './kept.ts'

export interface DraftsOptions {
  readonly flows: Flows
  /** Where their files are. */
  readonly watched: string
  /** Where drafts are kept, never in git. */
  readonly folder: string
  readonly catalogue: Catalogue
  /** Name → kind. */
  connections(): ReadonlyMap<string, string>
  changed(told: DraftChanged): void
  checked(flow: string, faults: readonly Fault[], rev: number): void
  /** A flow came or went. */
  listed(): void
}

export interface Drafts {
  /** In alphabetical order. */
  all(): readonly Draft[]
  get(flow: string): Draft | undefined
  /** Flows whose file was never readable, and why. */
  unreadable(): ReadonlyMap<string, readonly Fault[]>
  /** Looks at the folder anew. */
  look(): Promise<void>
  /** Connections changed: what is wrong may be another thing now. */
  recheck(): void
  forget(flow: string): Promise<void>
  close(): Promise<void>
}

/** An editor writes a file in several goes. */
const settleMs = 100

export const openDrafts = async (options: DraftsOptions): Promise<Drafts> => {
  const { flows, watched, folder, catalogue, connections } = options
  const drafts = new Map<string, Draft>()
  const unreadable = new Map<string, readonly Fault[]>()
  await mkdir(folder, { recursive: true })
  await mkdir(watched, { recursive: true })

  const documentOf = (flow: string): FlowDocument | undefined => drafts.get(flow)?.history().document

  const open = async (flow: string) => {
    const file = join(folder, `${flow}.json`)
    try {
      const draft = await openDraft({
        flow,
        flows,
        kept: await keptIn(file),
        keep: (kept) => writeKept(file, kept),
        check: (document) => check(document, { catalogue, connections: connections(), flows: documentOf }),
        changed(told) {
          options.changed(told)
          for (const other of drafts.values()) if (uses(other.history().document, flow)) other.recheck()
        },
        checked: (faults, rev) => options.checked(flow, faults, rev),
      })
      drafts.set(flow, draft)
      unreadable.delete(flow)
    } catch (error) {
      if (!(error instanceof Refused)) throw error
      unreadable.set(flow, error.faults)
    }
  }

  const lookNow = async () => {
    const names = await flows.list()
    const [before, broken] = [[...drafts.keys()].join(), unreadable.size]
    for (const draft of [...drafts.values()]) {
      if (names.includes(draft.flow) && (await draft.look())) continue
      drafts.delete(draft.flow)
      await draft.close()
    }
    for (const name of unreadable.keys()) if (!names.includes(name)) unreadable.delete(name)
    for (const name of names) if (!drafts.has(name)) await open(name)
    if (before === [...drafts.keys()].join() && broken === unreadable.size) return
    for (const draft of drafts.values()) draft.recheck()
    options.listed()
  }

  /** One look at a time. */
  let looking: Promise<void> = Promise.resolve()
  const look = () => {
    looking = looking.then(lookNow).catch((error: unknown) => log('error', 'looking at the flows on disk', error))
    return looking
  }

  for (const name of await flows.list()) await open(name)
  for (const draft of drafts.values()) draft.recheck()
  const changed = soon(settleMs, () => void look())
  const watcher = watch(watched, changed).on('error', (error) => log('warn', `watching ${watched}`, error))

  return {
    all: () => [...drafts.values()].sort((a, b) => (a.flow < b.flow ? -1 : 1)),
    get: (flow) => drafts.get(flow),
    unreadable: () => unreadable,
    look,
    recheck() {
      for (const draft of drafts.values()) draft.recheck()
    },
    async forget(flow) {
      const draft = drafts.get(flow)
      drafts.delete(flow)
      await draft?.close()
      await rm(join(folder, `${flow}.json`), { force: true })
    },
    async close() {
      watcher.close()
      changed.stop()
      await looking
      await Promise.all([...drafts.values()].map((draft) => draft.close()))
    },
  }
}

const uses = (document: FlowDocument, flow: string): boolean => Object.values(document.nodes).some(({ is }) => is === `subflow/${flow}`)

/** One that can't be read is as good as none: the flow's file is the truth. */
const keptIn = async (file: string): Promise<Kept | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  const kept = text === undefined ? undefined : readKept(text)
  if (text !== undefined && !kept) log('warn', `${file} cannot be read: undo begins anew`)
  return kept
}

const writeKept = async (file: string, kept: Kept): Promise<void> => {
  const beside = `${file}.new`
  await writeFile(beside, JSON.stringify(kept))
  await rename(beside, file)
}
