/** Holds recorded samples back until their time has come, counted from the first one. */
import { setTimeout as sleep } from 'node:timers/promises'

export const pacer = (speed: number, signal: AbortSignal): ((time: number) => Promise<void>) => {
  let first: { readonly time: number; readonly at: number } | undefined
  return async (time) => {
    first ??= { time, at: performance.now() }
    const left = first.at + (time - first.time) / speed - performance.now()
    if (left > 0) await sleep(Math.min(left, 2 ** 31 - 1), undefined, { signal })
  }
}
