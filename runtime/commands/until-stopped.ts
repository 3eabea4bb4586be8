/** Waits for the signal to stop. A second one ends the process at once. */
import { Exit } from './command.ts'

/** setInterval's longest, ms. */
const LONGEST = 2_147_483_647

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Resolves at the first signal, or with the first of the others. */
export const untilStopped = async (...others: readonly Promise<unknown>[]): Promise<void> => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let asked = false
  const stop = () => {
    if (asked) process.exit(Exit.environment)
    asked = true
    resolve()
  }
  for (const signal of signals) process.on(signal, stop)
  /** A flow that only waits holds no process up by itself. */
  const waiting = setInterval(() => undefined, LONGEST)
  await Promise.race([promise, ...others])
  clearInterval(waiting)
}
