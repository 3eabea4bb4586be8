/** Runs a TypeScript file on the pinned Node as if it were this process: same terminal, signals and exit code. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { pinnedNode } from './pinned-node.mjs'

/** @type {readonly NodeJS.Signals[]} */
const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Resolves with the exit code to end with; a child ended by a signal gives 128 + its number, as shells do.
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
export function runPinned(file, args) {
  const child = spawn(pinnedNode(), [file, ...args], { stdio: 'inherit' })
  for (const signal of PASSED_ON) process.on(signal, () => passOn(child, signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
  })
}

/**
 * A terminal sends its own Ctrl-C to the child too; a second one would mean "at once".
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
function passOn(child, signal) {
  if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
}
