/** Runs one node:test file in a process group of its own, which is gone afterwards whatever the test left behind. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../root.ts'
import type { Told } from './told.ts'

const HANGS_AFTER_MS = 60_000
const WINDOWS = process.platform === 'win32'

export interface FileResult {
  readonly told: readonly Told[]
  /** What the file printed. */
  readonly output: string
  /** Why the file failed as a whole, besides its tests. */
  readonly fault?: string
}

const reporter = pathToFileURL(join(import.meta.dirname, 'reporter.ts')).href
const running = new Set<() => void>()

export async function testFile(path: string, hangsAfterMs = HANGS_AFTER_MS): Promise<FileResult> {
  const child = spawn(process.execPath, [`--test-reporter=${reporter}`, '--test-reporter-destination=stdout', path], {
    cwd: root,
    detached: !WINDOWS,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const told: Told[] = []
  let output = ''
  let hung = false
  child.on('message', (message: Told) => told.push(message))
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  const end = () => killGroup(child.pid)
  const deadline = setTimeout(() => {
    hung = true
    end()
  }, hangsAfterMs)
  running.add(end)
  const code = await new Promise<number | null>((resolve) => {
    child.on('exit', end)
    child.on('close', resolve)
  })
  running.delete(end)
  clearTimeout(deadline)
  const fault = hung ? neverEnded(hangsAfterMs) : faultOf(told, code)
  return { told, output, ...(fault ? { fault } : {}) }
}

const neverEnded = (ms: number) => `did not end within ${ms / 1000} s: a test hangs, or something it opened is still open`

function faultOf(told: readonly Told[], code: number | null): string | undefined {
  const ended = told.find(({ what }) => what === 'ended')
  if (ended?.what !== 'ended') return `ended with ${code} before its tests did`
  if (ended.passed + ended.failed + ended.skipped === 0) return 'holds no test'
  return code !== 0 && ended.failed === 0 ? `ended with ${code} although its tests passed` : undefined
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(WINDOWS ? pid : -pid, 'SIGKILL')
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    for (const end of running) end()
    process.exit(1)
  })
