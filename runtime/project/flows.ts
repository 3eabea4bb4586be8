/** The flows of a project as files: listed, read, and saved only onto the very text that the change was made on. */
import { readdir, rm } from 'node:fs/promises'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import { type Read, readFlow } from '@millrace/flow/read.ts'
import { rewriteFlow, writeFlow } from '@millrace/flow/write.ts'
import { digest } from './digest.ts'
import { inside, isId, readText, writeText } from './disk.ts'
import { because, type Outcome, refuse } from './outcome.ts'
import type { Turns } from './turns.ts'

const ending = '.flow.yaml'

export interface FlowFile {
  readonly flow: string
  /** Below the project's folder, as faults name it. */
  readonly file: string
  readonly text: string
  /** Digest of the text. */
  readonly revision: string
  /** Without a document it has faults. */
  readonly read: Read
}

export interface Saving {
  /** The revision that the document was made from; none for a flow that is new. */
  readonly revision?: string
  /** What that revision says, where it is known: it need not be read again, which takes 90 ms a thousand nodes. */
  readonly old?: FlowDocument
  /** The nodes were taken out one by one: only then may the last one go. */
  readonly emptied?: boolean
}

export interface Flows {
  /** Names, in alphabetical order. */
  list(): Promise<readonly string[]>
  read(flow: string): Promise<Outcome<FlowFile>>
  save(flow: string, document: FlowDocument, saving?: Saving): Promise<Outcome<{ readonly revision: string }>>
  remove(flow: string, revision: string): Promise<Outcome<undefined>>
}

const fileOf = (flow: string): string => `flows/${flow}${ending}`

export const openFlows = (folder: string, turn: Turns): Flows => {
  const textOf = async (flow: string): Promise<Outcome<string | undefined>> =>
    isId(flow) ? readText(folder, fileOf(flow)) : refuse('bad-name', flow, { name: flow })

  const read = async (flow: string): Promise<Outcome<FlowFile>> => {
    const found = await textOf(flow)
    if ('faults' in found) return found
    if (found.ok === undefined) return refuse('file-missing', 'flow', { file: fileOf(flow) }, fileOf(flow))
    const text = found.ok
    return { ok: { flow, file: fileOf(flow), text, revision: digest(text), read: readFlow(text, { file: fileOf(flow) }) } }
  }

  /** The text as it is now, where it is still the one of `revision`. */
  const held = async (flow: string, revision: string | undefined): Promise<Outcome<string | undefined>> => {
    const found = await textOf(flow)
    if ('faults' in found) return found
    const now = found.ok === undefined ? undefined : digest(found.ok)
    if (now === revision) return found
    const short = (one: string | undefined) => one?.slice(0, 8) ?? '–'
    return refuse('revision-conflict', 'flow', { now: short(now), on: short(revision) }, fileOf(flow))
  }

  return {
    async list() {
      const path = await inside(folder, 'flows')
      const files = path === undefined ? [] : await readdir(path, { withFileTypes: true }).catch(() => [])
      return files
        .filter((file) => file.name.endsWith(ending) && !file.isDirectory())
        .map((file) => file.name.slice(0, -ending.length))
        .filter(isId)
        .sort()
    },
    read,
    save: (flow, document, { revision, old, emptied = false } = {}) =>
      turn(fileOf(flow), async () => {
        const found = await held(flow, revision)
        if ('faults' in found) return found
        const before = found.ok
        const empties = before !== undefined && !emptied ? emptying(before, document, fileOf(flow)) : undefined
        if (empties) return { faults: [empties] }
        const text = before === undefined ? writeFlow(document) : rewriteFlow(before, document, old ? { old } : {})
        if (text !== before) {
          const done = await writeText(folder, fileOf(flow), text)
          if ('faults' in done) return done
        }
        return { ok: { revision: digest(text) } }
      }),
    remove: (flow, revision) =>
      turn(fileOf(flow), async () => {
        const found = await held(flow, revision)
        if ('faults' in found) return found
        const path = await inside(folder, fileOf(flow))
        if (path === undefined) return because(flow, 'this path leads out of the project', '该路径超出了项目文件夹')
        await rm(path)
        return { ok: undefined }
      }),
  }
}

const emptying = (before: string, document: FlowDocument, file: string): Fault | undefined => {
  if (Object.keys(document.nodes).length > 0) return undefined
  const old = readFlow(before).document
  const nodes = old ? Object.keys(old.nodes).length : before.split('\n').filter((line) => /^ +is:/.test(line)).length
  return nodes > 0 ? refuse('empty-overwrite', 'nodes', { nodes }, file).faults[0] : undefined
}
