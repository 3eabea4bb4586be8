/** A release as one file that runs on another machine: flows and what they need of the project, no secret, and addresses only when asked for. */
import { readFile, stat } from 'node:fs/promises'
import { z } from '@millrace/flow'
import type { FlowDocument } from '@millrace/flow/document.ts'
import { megabyte, readDocument } from '@millrace/flow/read/document.ts'
import { readFlow } from '@millrace/flow/read.ts'
import { Connection, type PlacedConnection } from './connections.ts'
import { digestOf } from './digest.ts'
import { because, type Outcome, refuse } from './outcome.ts'
import { type Release, ReleaseRecord, verified } from './releases.ts'

const maxBytes = 50 * megabyte

const Bundle = z.strictObject({
  millrace: z.literal('bundle 1'),
  name: z.string(),
  timeZone: z.string(),
  release: ReleaseRecord,
  documents: z.record(z.string(), z.unknown()),
  connections: z.record(z.string(), Connection),
  /** Over everything else. */
  digest: z.string(),
})

export interface Bundle {
  readonly name: string
  readonly timeZone: string
  readonly release: Release
  readonly connections: ReadonlyMap<string, PlacedConnection>
  readonly digest: string
}

export interface Packing {
  readonly name: string
  readonly timeZone: string
  readonly release: Release
  /** Those that the flows use. */
  readonly connections: Iterable<PlacedConnection>
  /** With where they are; without, the other machine's environment says it. */
  readonly addresses?: boolean
}

/** The text of `NAME.millrace`. */
export const packBundle = ({ name, timeZone, release: { documents, ...release }, connections, addresses = false }: Packing): string => {
  const packed = [...connections].map(({ name: connection, config, ...rest }) => [connection, addresses ? { ...rest, config } : rest])
  const content = {
    millrace: 'bundle 1',
    name,
    timeZone,
    release,
    documents: Object.fromEntries(documents),
    connections: Object.fromEntries(packed),
  }
  return `${JSON.stringify({ ...content, digest: digestOf(content) })}\n`
}

/** It arrives disarmed: arming is kept with the environment that it comes to. */
export const readBundle = (text: string, file: string): Outcome<Bundle> => {
  const { value, faults } = readDocument(text, { file, maxBytes })
  if (faults.length > 0) return { faults }
  const { data } = Bundle.safeParse(value)
  if (!data) return because('bundle', 'this is no bundle of Millrace', '这不是 Millrace 的打包文件', file)
  const { digest, ...content } = value as Readonly<Record<string, unknown>>
  if (digestOf(content) !== digest) return because('bundle', 'it was damaged or changed on its way', '文件在传输中损坏或被修改', file)
  const read = Object.entries(data.documents).map(([name, document]) => [name, readFlow(JSON.stringify(document), { file })] as const)
  const wrong = read.flatMap(([, { faults }]) => faults)
  if (wrong.length > 0) return { faults: wrong }
  const documents = new Map(read.flatMap(([name, { document }]): [string, FlowDocument][] => (document ? [[name, document]] : [])))
  const release = verified(data.release, documents, file)
  if ('faults' in release) return release
  const connections = Object.entries(data.connections).map(([name, connection]): [string, PlacedConnection] => [
    name,
    { ...connection, name, config: connection.config ?? {} },
  ])
  return { ok: { name: data.name, timeZone: data.timeZone, release: release.ok, connections: new Map(connections), digest: data.digest } }
}

export const readBundleFile = async (path: string): Promise<Outcome<Bundle>> => {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isFile()) return refuse('file-missing', 'bundle', { file: path }, path)
  if (found.size > maxBytes)
    return refuse('file-too-large', 'bundle', { size: (found.size / megabyte).toFixed(1), limit: maxBytes / megabyte }, path)
  return readBundle(await readFile(path, 'utf8'), path)
}
