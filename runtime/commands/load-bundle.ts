/** The flows of a bundle, each checked by itself: those that others use as nodes are looked at with them. */
import { join } from 'node:path'
import { check } from '@millrace/flow/check.ts'
import { readFlow } from '@millrace/flow/read.ts'
import { readBundleFile } from '@millrace/project/bundle.ts'
import { isSubflow } from '@millrace/run/work.ts'
import { catalogue, type Loaded } from './load.ts'

/** Each is called `FILE.millrace/NAME`. */
export const loadBundle = async (file: string): Promise<readonly Loaded[]> => {
  const bundle = await readBundleFile(file)
  if ('faults' in bundle) return [{ file, text: '', read: readFlow('', { file }), subflows: new Map(), faults: bundle.faults }]
  const { release, connections } = bundle.ok
  const kinds = new Map([...connections].map(([name, { is }]) => [name, is]))
  return [...release.documents]
    .filter(([, document]) => !isSubflow(document))
    .map(([name, document]) => {
      const at = join(file, name)
      const text = JSON.stringify(document)
      const read = readFlow(text, { file: at })
      const { faults, flow } = check(document, { catalogue, connections: kinds, flows: (other) => release.documents.get(other) })
      return { file: at, text, read, subflows: release.documents, faults: [...read.faults, ...read.locate(faults)], ...(flow && { flow }) }
    })
}
