/** Runs a TypeScript file on the pinned Node as if it were this process: same terminal, signals and exit code. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { pinnedNode } from './pinned-node.mjs'

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** Resolves with the exit code to end with; a child ended by a signal gives 128 + its number, as shells do. */
export function runPinned(file, args) {
  const child = spawn(pinnedNode(), [file, ...args], { stdio: 'inherit' })
  for (const signal of PASSED_ON) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]))
  })
}
