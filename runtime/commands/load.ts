/** Reads a flow document and everything it refers to in its folder, checked: what every command that takes a FLOW begins with. */
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Catalogue, catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import { type Fault, fault } from '@millrace/flow/fault.ts'
import { type Read, readFlow } from '@millrace/flow/read.ts'
import { library } from '@millrace/nodes'
import { Ending, Exit } from './command.ts'

const MAX_BYTES = 10 * 1_048_576

export const catalogue: Catalogue = catalogueOf(library)

export interface Loaded {
  readonly file: string
  readonly text: string
  readonly read: Read
  readonly flow?: CheckedFlow
  /** Other flows of its folder that it uses, by name. */
  readonly subflows: ReadonlyMap<string, FlowDocument>
  readonly faults: readonly Fault[]
}

/** Too large a file is refused before it is read. */
const textOf = async (file: string): Promise<string | Fault> => {
  const found = await stat(file).catch(() => undefined)
  if (!found?.isFile()) throw new Ending(Exit.usage, `there is no file ${file}`)
  if (found.size > MAX_BYTES) return { ...fault('file-too-large', 'flow', { size: (found.size / 1_048_576).toFixed(1), limit: 10 }), file }
  return readFile(file, 'utf8')
}

/** `connections`: name → kind, where they are to be looked at. */
export const load = async (file: string, connections?: ReadonlyMap<string, string>): Promise<Loaded> => {
  const none = { file, subflows: new Map<string, FlowDocument>() }
  const text = await textOf(file)
  if (typeof text !== 'string') return { ...none, text: '', read: readFlow('', { file }), faults: [text] }
  const read = readFlow(text, { file })
  if (!read.document) return { ...none, text, read, faults: read.faults }
  const flows = await subflows(read.document, dirname(file))
  const { faults, flow } = check(read.document, { catalogue, flows: (name) => flows.get(name), ...(connections && { connections }) })
  return { file, text, read, subflows: flows, faults: [...read.faults, ...read.locate(faults)], ...(flow && { flow }) }
}

/** The flows of the same folder that are named as subflows, and theirs. */
const subflows = async (document: FlowDocument, folder: string): Promise<Map<string, FlowDocument>> => {
  const found = new Map<string, FlowDocument>()
  const wanted = [document]
  for (let next = wanted.pop(); next; next = wanted.pop()) {
    for (const node of Object.values(next.nodes)) {
      const name = /^subflow\/(.+)$/.exec(node.is)?.[1]
      if (name === undefined || found.has(name) || basename(name) !== name) continue
      const text = await readFile(join(folder, `${name}.flow.yaml`), 'utf8').catch(() => undefined)
      const inner = text === undefined ? undefined : readFlow(text).document
      if (!inner) continue
      found.set(name, inner)
      wanted.push(inner)
    }
  }
  return found
}
