/** Runs a file of tests in a process of its own, and gives what each test came to. */
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'

export interface Told {
  readonly title: string
  readonly outcome: 'ok' | 'failed' | 'skipped'
  /** Why it failed or was skipped. */
  readonly why?: string
  readonly ms: number
}

const root = fileURLToPath(new URL('../../', import.meta.url))

export const toldBy = async (file: string): Promise<readonly Told[]> => {
  const told: Told[] = []
  const stream = run({ files: [file], cwd: root, timeout: 120_000 })
  for await (const { type, data } of stream) {
    if (type !== 'test:pass' && type !== 'test:fail') continue
    const { name: title, details, skip } = data
    const ms = details.duration_ms
    if (skip !== undefined && skip !== false) told.push({ title, outcome: 'skipped', why: String(skip), ms })
    else if (type === 'test:fail') told.push({ title, outcome: 'failed', why: String(data.details.error.cause ?? data.details.error), ms })
    else told.push({ title, outcome: 'ok', ms })
  }
  return told
}
