/** The command as people and scripts use it, for tests: a child process, what it printed and how it ended. */
import { spawn } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../main.ts', import.meta.url))

export interface Ended {
  readonly code: number | null
  readonly out: string
  readonly err: string
}

export interface Around {
  readonly cwd: string
  /** Lines of standard input, or all of it. */
  readonly input?: readonly unknown[] | Readable
  readonly env?: NodeJS.ProcessEnv
}

export const start = (words: readonly string[], { cwd, env = {} }: Around) =>
  spawn(process.execPath, [main, ...words], { cwd, env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C', ...env } })

export const millrace = (words: readonly string[], around: Around): Promise<Ended> => {
  const child = start(words, around)
  const said = { out: '', err: '' }
  child.stdout.on('data', (text) => {
    said.out += text
  })
  child.stderr.on('data', (text) => {
    said.err += text
  })
  const { input = [] } = around
  if (Array.isArray(input)) child.stdin.end(input.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''))
  else (input as Readable).pipe(child.stdin)
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })))
}

export const temporary = (): Promise<string> => mkdtemp(join(tmpdir(), 'millrace-'))

/** Lines of JSON. */
export const rows = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
