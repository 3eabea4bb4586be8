/** What runs: numbered, immutable copies of checked flows, each with the names that stay the same from one to the next. */
import { chmod, link, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from '@millrace/flow'
import type { Catalogue } from '@millrace/flow/catalogue.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import { readFlow } from '@millrace/flow/read.ts'
import { writeFlow } from '@millrace/flow/write.ts'
import { digestOf } from './digest.ts'
import { inside, isId, readText, syncFolder } from './disk.ts'
import { type Identified, identify } from './identity.ts'
import { because, type Outcome } from './outcome.ts'
import type { Turns } from './turns.ts'

const ReleasedFlow = z.strictObject({
  /** The same in every release. */
  uuid: z.string(),
  /** Node → uid: the same in every release, also when the node is renamed. */
  nodes: z.record(z.string(), z.string()),
  digest: z.string(),
})

export const ReleaseRecord = z.strictObject({
  millrace: z.literal(1),
  release: z.number().int().positive(),
  author: z.string(),
  message: z.string(),
  /** UTC, ISO 8601. */
  at: z.string(),
  /** Over the flows without what is only drawn. */
  digest: z.string(),
  /** Node kinds and their versions. */
  definitions: z.record(z.string(), z.number()),
  node: z.string(),
  timeZones: z.string(),
  flows: z.record(z.string(), ReleasedFlow),
})

export type ReleaseRecord = z.output<typeof ReleaseRecord>

export interface Release extends ReleaseRecord {
  readonly documents: ReadonlyMap<string, FlowDocument>
}

export interface Releasing {
  /** By name; all flows that are to run. */
  readonly documents: ReadonlyMap<string, FlowDocument>
  readonly catalogue: Catalogue
  readonly author: string
  readonly message: string
  /** The release before, where it is known already. */
  readonly before?: Release | undefined
}

export interface Releases {
  /** The newest first. */
  list(): Promise<readonly number[]>
  read(release: number): Promise<Outcome<Release>>
  /** `ok: undefined` where there is none yet. */
  newest(): Promise<Outcome<Release | undefined>>
  /** Of flows that `check` found good. */
  make(releasing: Releasing): Promise<Outcome<Release>>
}

const digests = new WeakMap<FlowDocument, string>()

/** Where nodes stand changes nothing that runs. */
export const logicDigest = (document: FlowDocument): string => {
  const { layout: _layout, groups: _groups, ...logic } = document
  const digest = digests.get(document) ?? digestOf(logic)
  digests.set(document, digest)
  return digest
}

const digestOfAll = (flows: ReleaseRecord['flows']): string =>
  digestOf(
    Object.entries(flows)
      .map(([name, { digest }]) => [name, digest])
      .sort(),
  )

/** The release in memory, without a folder: what `run FLOW` makes. */
export const releaseOf = ({ documents, catalogue, author, message }: Releasing, release: number, before?: Identified): Release => {
  const kinds = new Set([...documents.values()].flatMap(({ nodes }) => Object.values(nodes).map(({ is }) => is)))
  const versions = [...kinds].flatMap((is) => {
    const version = catalogue.nodes.get(is)?.version
    return version === undefined ? [] : [[is, version] as const]
  })
  const flows = Object.fromEntries(
    [...documents].map(([name, document]) => [name, { ...identify(name, document, before), digest: logicDigest(document) }]),
  )
  return {
    millrace: 1,
    release,
    author,
    message,
    at: new Date().toISOString(),
    digest: digestOfAll(flows),
    definitions: Object.fromEntries(versions.sort()),
    node: process.versions.node,
    timeZones: process.versions.tz ?? '',
    flows,
    documents,
  }
}

/** A record and its documents belong together. */
export const verified = (record: ReleaseRecord, documents: ReadonlyMap<string, FlowDocument>, at: string): Outcome<Release> => {
  const names = Object.keys(record.flows)
  const good =
    names.length === documents.size &&
    names.every((name) => {
      const document = documents.get(name)
      return document && record.flows[name]?.digest === logicDigest(document)
    })
  return good && record.digest === digestOfAll(record.flows)
    ? { ok: { ...record, documents } }
    : because('release', 'its flows are not the ones that were released', '其中的流程与发布时不一致', at)
}

export const openReleases = (folder: string, turn: Turns): Releases => {
  const list = async (): Promise<readonly number[]> => {
    const path = await inside(folder, 'releases')
    const names = path === undefined ? [] : await readdir(path).catch(() => [])
    return names
      .filter((name) => /^[1-9]\d{0,8}$/.test(name))
      .map(Number)
      .sort((a, b) => b - a)
  }

  const read = async (release: number): Promise<Outcome<Release>> => {
    const at = `releases/${release}/release.json`
    const found = await readText(folder, at)
    if ('faults' in found) return found
    const record = recordIn(found.ok)
    if (!record || record.release !== release || !Object.keys(record.flows).every(isId)) {
      return because('release', `there is no good record of release ${release}`, `版本 ${release} 缺失或已损坏`, at)
    }
    const documents = new Map<string, FlowDocument>()
    for (const name of Object.keys(record.flows)) {
      const file = `releases/${release}/flows/${name}.flow.json`
      const text = await readText(folder, file)
      if ('faults' in text) return text
      const { document, faults } = readFlow(text.ok ?? '', { file })
      if (!document) return { faults }
      documents.set(name, document)
    }
    return verified(record, documents, at)
  }

  const newest = async (): Promise<Outcome<Release | undefined>> => {
    const [release] = await list()
    return release === undefined ? { ok: undefined } : read(release)
  }

  const make = async (releasing: Releasing): Promise<Outcome<Release>> => {
    const bad = [...releasing.documents.keys()].find((name) => !isId(name))
    if (bad !== undefined) return because('release', `"${bad}" is no name of a flow`, `"${bad}" 不是流程名称`)
    const path = await inside(folder, 'releases')
    const [last] = await list()
    const before = last !== undefined && releasing.before?.release === last ? { ok: releasing.before } : await newest()
    if ('faults' in before) return before
    if (path === undefined) return because('release', 'this path leads out of the project', '该路径超出了项目文件夹', 'releases')
    const release = releaseOf(releasing, (before.ok?.release ?? 0) + 1, before.ok)
    await write(path, release, before.ok)
    return { ok: release }
  }

  return { list, read, newest, make: (releasing) => turn('releases', () => make(releasing)) }
}

const recordIn = (text: string | undefined): ReleaseRecord | undefined => {
  try {
    return ReleaseRecord.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}

/** Beside, then moved into place whole; read-only from then on. */
const write = async (releases: string, { documents, ...record }: Release, before: Release | undefined): Promise<void> => {
  await mkdir(releases, { recursive: true })
  const beside = await mkdtemp(join(releases, '.making-'))
  const put = async (at: string, text: string) => {
    // It may be a link into the release before, and that one stays as it is.
    await rm(join(beside, at), { force: true })
    await writeFile(join(beside, at), text, { flush: true })
    await chmod(join(beside, at), 0o444)
  }
  try {
    await mkdir(join(beside, 'flows'))
    for (const [name, document] of documents) {
      const [yaml, json] = [`flows/${name}.flow.yaml`, `flows/${name}.flow.json`]
      const same = before?.documents.get(name) === document
      const old = join(releases, String(before?.release))
      if (same && (await linked(join(old, yaml), join(beside, yaml))) && (await linked(join(old, json), join(beside, json)))) continue
      await put(yaml, writeFlow(document))
      await put(json, `${JSON.stringify(document)}\n`)
    }
    await put('release.json', `${JSON.stringify(record, null, 2)}\n`)
    await syncFolder(beside)
    await chmod(beside, 0o755)
    await rename(beside, join(releases, String(record.release)))
    await syncFolder(releases)
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    throw new Error(`making release ${record.release}`, { cause: error })
  }
}

/** What is never written again can stand in two releases. False where the disk knows no links. */
const linked = (from: string, to: string): Promise<boolean> =>
  link(from, to).then(
    () => true,
    () => false,
  )
