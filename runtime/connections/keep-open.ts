/** Keeps one thing open (a link, a node on it): opens it, and when it fails or is lost opens it again with back-off, until it is stopped. */
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal, type Words } from '@millrace/flow'
import { backoffMs } from './backoff.ts'
import { whyOf } from './why.ts'
import { within } from './within.ts'

export type Standing = {
  readonly state: 'idle' | 'connecting' | 'up' | 'down'
  /** Why it is down, or was before this attempt. */
  readonly why?: Words
  /** When it came into this state, ms since the epoch. */
  readonly since: number
  /** Openings that failed, or that did not last, one after the other. */
  readonly attempts: number
}

export interface Opening {
  lost(error: Error): void
  /** Aborted when it is lost or stopped. */
  readonly signal: AbortSignal
}

export interface Keeping<T> {
  open(opening: Opening): Promise<T>
  close(thing: T): Promise<void> | void
  /** Told at each change, with the thing while it is up. */
  changed(standing: Standing, thing?: T): void
  readonly openWithinMs?: number
}

export interface Kept {
  /** Ends the wait for the next attempt. */
  hurry(): void
  /** Gives it up and opens it afresh. */
  lost(error: Error): void
  /** Closes it for good; resolves when it is closed. */
  stop(): Promise<void>
}

/** One that is lost sooner goes on with the back-off where it was: two clients that throw each other out must not do so four times a second. */
const steadyMs = 5_000
const closeWithinMs = 5_000

export const keepOpen = <T>({ open, close, changed, openWithinMs = 12_000 }: Keeping<T>): Kept => {
  let stopped = false
  let end = (_error: Error): void => undefined
  let waiting = new AbortController()

  /** From one opening to its end; gives the number of failures in a row. */
  const life = async (attempts: number, before: Words | undefined): Promise<{ readonly why: Words; readonly attempts: number }> => {
    const ended = Promise.withResolvers<Error>()
    const control = new AbortController()
    const shut = async (thing: T) => void (await Promise.allSettled([within(closeWithinMs, (async () => close(thing))())]))
    end = ended.resolve
    changed({ state: 'connecting', since: Date.now(), attempts, ...(before && { why: before }) })
    let up: { readonly thing: T; readonly at: number } | undefined
    let why: Words
    try {
      const opened = open({ lost: ended.resolve, signal: control.signal })
      const thing = await within(openWithinMs, Promise.race([opened, rejected(ended.promise)])).catch((error: unknown) => {
        opened.then(shut, () => undefined)
        throw error
      })
      up = { thing, at: performance.now() }
      changed({ state: 'up', since: Date.now(), attempts: 0 }, thing)
      why = whyOf(await ended.promise)
    } catch (error) {
      why = whyOf(error)
    }
    control.abort()
    const next = up && performance.now() - up.at >= steadyMs ? 0 : attempts + 1
    if (!stopped) changed({ state: 'down', why, since: Date.now(), attempts: next })
    if (up) await shut(up.thing)
    return { why, attempts: next }
  }

  const run = async () => {
    let last: { readonly why?: Words; readonly attempts: number } = { attempts: 0 }
    while (!stopped) {
      last = await life(last.attempts, last.why)
      waiting = new AbortController()
      if (!stopped) await Promise.allSettled([sleep(backoffMs(last.attempts - 1), undefined, { signal: waiting.signal })])
    }
    changed({ state: 'idle', since: Date.now(), attempts: 0 })
  }

  const running = run()
  return {
    hurry: () => waiting.abort(),
    lost: (error) => end(error),
    stop() {
      stopped = true
      waiting.abort()
      end(new Refusal('stopped', { en: 'stopped', zh: '已停止' }))
      return running
    },
  }
}

const rejected = async (ended: Promise<Error>): Promise<never> => {
  throw await ended
}
