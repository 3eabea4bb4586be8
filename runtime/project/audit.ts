/** Who did what, when: a line each, chained by digests, so that a line that was changed or taken out shows. */
import { createReadStream } from 'node:fs'
import { mkdir, open, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from '@millrace/flow'
import type { Json } from '@millrace/flow/type.ts'
import { digestOf } from './digest.ts'
import { inside } from './disk.ts'
import { because, type Outcome } from './outcome.ts'
import type { Turns } from './turns.ts'

const at = '.millrace/audit.jsonl'
const start = '0'.repeat(64)

const Line = z.strictObject({
  number: z.number().int(),
  /** UTC, ISO 8601. */
  at: z.string(),
  who: z.string(),
  what: z.string(),
  about: z.json() as z.ZodType<Json>,
  before: z.string(),
  digest: z.string(),
})

export type AuditLine = z.output<typeof Line>

export interface Action {
  readonly who: string
  /** `deploy`, `write`, `acknowledge`, `login` … */
  readonly what: string
  readonly about?: Json
}

export interface Audit {
  /** On disk when it resolves. */
  record(action: Action): Promise<AuditLine>
  /** The number of lines and the last digest; a fault names the first line that was tampered with. */
  verify(): Promise<Outcome<{ readonly lines: number; readonly digest: string }>>
  /** The newest last. */
  latest(count: number): Promise<readonly AuditLine[]>
}

const parsed = (text: string): AuditLine | undefined => {
  try {
    return Line.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

const sealed = (line: Omit<AuditLine, 'digest'>): AuditLine => ({ ...line, digest: digestOf(line) })

export const openAudit = async (folder: string, turn: Turns): Promise<Outcome<Audit>> => {
  const path = await inside(folder, at)
  if (path === undefined) return because('audit', 'the audit log leads out of the project', '审计日志路径超出了项目文件夹', at)
  await mkdir(dirname(path), { recursive: true })

  const lines = async function* (): AsyncGenerator<AuditLine | undefined> {
    const found = await stat(path).catch(() => undefined)
    if (!found) return
    for await (const text of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) yield parsed(text)
  }

  const verify = async (): ReturnType<Audit['verify']> => {
    let [number, before] = [0, start]
    for await (const line of lines()) {
      number++
      const { digest, ...rest } = line ?? {}
      if (!line || line.number !== number || line.before !== before || digestOf(rest) !== digest) {
        const broken = because('audit', `line ${number} is not what was recorded`, `第 ${number} 行与记录时不一致`, at)
        return { faults: broken.faults.map((one) => ({ ...one, line: number })) }
      }
      before = line.digest
    }
    return { ok: { lines: number, digest: before } }
  }

  /** What stands in the file, as far as this process knows: another one may have written since. */
  let known: Tail = { size: 0, number: 0, digest: start }
  const tail = async (): Promise<Tail> => {
    const size = await stat(path).then(
      (found) => found.size,
      () => 0,
    )
    if (size === known.size) return known
    let [number, digest] = [0, start]
    for await (const line of lines()) {
      number++
      digest = line?.digest ?? digest
    }
    return { size, number, digest }
  }

  const append = async (text: string, size: number): Promise<void> => {
    const file = await open(path, 'a', 0o600)
    try {
      await file.appendFile(text)
      await file.sync()
    } catch (error) {
      await file.truncate(size)
      throw new Error(`writing ${path}`, { cause: error })
    } finally {
      await file.close()
    }
  }

  await turn(at, () => closed(path))
  return {
    ok: {
      record: ({ who, what, about = null }) =>
        turn(at, async () => {
          const { size, number, digest: before } = await tail()
          const line = sealed({ number: number + 1, at: new Date().toISOString(), who, what, about, before })
          const text = `${JSON.stringify(line)}\n`
          await append(text, size)
          known = { size: size + Buffer.byteLength(text), number: line.number, digest: line.digest }
          return line
        }),
      verify,
      async latest(count) {
        const found: AuditLine[] = []
        for await (const line of lines()) {
          if (line) found.push(line)
          if (found.length > count) found.shift()
        }
        return found
      },
    },
  }
}

interface Tail {
  readonly size: number
  readonly number: number
  readonly digest: string
}

/** A line that a crash cut off was told to nobody: it goes, so that the next one begins on its own. */
const closed = async (path: string): Promise<void> => {
  const found = await stat(path).catch(() => undefined)
  if (!found || found.size === 0) return
  const file = await open(path, 'r+')
  try {
    let end = found.size
    const sign = Buffer.alloc(1)
    while (end > 0) {
      await file.read(sign, 0, 1, end - 1)
      if (sign[0] === 10) break
      end--
    }
    if (end < found.size) await file.truncate(end)
  } finally {
    await file.close()
  }
}
