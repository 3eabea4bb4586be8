/** Runs another program: to look at what it says, or to let it speak for itself. */
import { type SpawnOptions, spawn } from 'node:child_process'
import { root } from './root.ts'

export interface Ended {
  readonly code: number
  readonly output: string
}

/** What the program wrote to stdout and stderr, in order, and its exit code; 127 when there is no such program. */
export async function command(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<Ended> {
  const child = spawn(program, args, { cwd: root, ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (text: string) => (output += text))
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 127, output: String(error) }))
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

/** As `command`, but the program writes to our stderr as it goes. */
export async function loudly(program: string, args: readonly string[], options: SpawnOptions = {}): Promise<number> {
  const child = spawn(program, args, { cwd: root, ...options, stdio: ['ignore', 2, 2] })
  return new Promise((resolve) => {
    child.on('error', () => resolve(127))
    child.on('close', (code) => resolve(code ?? 1))
  })
}
