/** The pump before a peer: a bounded queue, batches, and an outcome for each item. One that must wait for another try holds back only its own key. */
import type { Outcome } from '@millrace/flow'
import type { Overflow } from '@millrace/flow/kinds/source.ts'
import { backoffMs } from './backoff.ts'
import { fifo } from './fifo.ts'
import { isRetry } from './guarded-write.ts'
import { admit } from './overflow.ts'
import { messageOf } from './why.ts'

/** How an item ended. */
export type End = 'taken' | { readonly refused: string } | { readonly dropped: string }

export interface OutboxOptions<T extends { readonly key: string }> {
  readonly overflow: Overflow
  readonly capacity?: number
  /** One outcome an item, in order. After a `retry` the later ones of the same key are expected to be `retry` too. */
  send(batch: readonly T[]): Promise<readonly Outcome[]>
  settled(item: T, end: End): void
}

export interface OutboxStats {
  readonly overflow: Overflow
  readonly capacity: number
  readonly queued: number
  readonly sent: number
  readonly dropped: number
  readonly retried: number
  readonly refused: number
  /** Why the last one was put back or refused. */
  readonly why?: string
}

export interface Outbox<T> {
  /** A promise where there is no room: what feeds it waits. */
  put(item: T): Promise<void> | undefined
  /** Ends one that never gets in. */
  fail(item: T, why: string): void
  /** The peer is there, or gone. It begins closed. */
  open(open: boolean): void
  stats(): OutboxStats
  /** Resolves when nothing waits any more. */
  drained(): Promise<void>
  /** Drops what still waits. */
  close(): void
}

/** Those of one key that wait for another try, in order. */
interface Line<T> {
  readonly items: T[]
  attempts: number
  due: number
}

const batchItems = 1_000

export const createOutbox = <T extends { readonly key: string }>({
  overflow,
  capacity = 10_000,
  send,
  settled,
}: OutboxOptions<T>): Outbox<T> => {
  const queue = fifo<T>(overflow === 'latest-per-key' ? ({ key }) => key : undefined)
  const lines = new Map<string, Line<T>>()
  const drains: (() => void)[] = []
  const outside = fifo<{ readonly item: T; readonly inside: () => void }>()
  const counts = { queued: 0, sent: 0, dropped: 0, retried: 0, refused: 0 }
  let why: string | undefined
  let opened = false
  let pumping = false
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const room = {
    full: () => counts.queued >= capacity,
    add(item: T) {
      counts.queued++
      queue.push(item)
    },
    takeOldest() {
      const oldest = queue.shift() ?? [...lines.values()].find(({ items }) => items.length > 0)?.items.shift()
      if (oldest) counts.queued--
      return oldest
    },
    replace: (item: T) => queue.replace(item),
  }

  const end = (item: T, how: End) => {
    if (how === 'taken') counts.sent++
    else if ('dropped' in how) counts.dropped++
    else {
      counts.refused++
      why = how.refused
    }
    settled(item, how)
  }

  const drop = (item: T) => end(item, { dropped: 'the queue is full' })

  /** What is due of the waiting lines, then what came since; an item behind a waiting line joins it. */
  const nextBatch = (): T[] => {
    const batch: T[] = []
    for (const line of lines.values()) {
      if (line.due > performance.now()) continue
      batch.push(...line.items.splice(0, batchItems - batch.length))
      if (batch.length === batchItems) return batch
    }
    for (let item = queue.shift(); item !== undefined; item = batch.length < batchItems ? queue.shift() : undefined) {
      const line = lines.get(item.key)
      if (line && line.due > performance.now()) line.items.push(item)
      else batch.push(item)
    }
    return batch
  }

  const settle = (batch: readonly T[], outcomes: readonly Outcome[]) => {
    const back = new Map<string, T[]>()
    const served = new Set<string>()
    batch.forEach((item, i) => {
      const outcome = outcomes[i] ?? { retry: 'the peer gave no outcome' }
      if (!isRetry(outcome)) {
        counts.queued--
        served.add(item.key)
        end(item, outcome)
        return
      }
      why = outcome.retry
      const line = back.get(item.key)
      if (line) line.push(item)
      else back.set(item.key, [item])
    })
    for (const key of served) {
      const line = lines.get(key)
      if (line?.items.length === 0 && !back.has(key)) lines.delete(key)
      else if (line) line.attempts = line.due = 0
    }
    for (const [key, items] of back) {
      const line = lines.get(key) ?? { items: [], attempts: 0, due: 0 }
      lines.set(key, line)
      counts.retried += items.length
      line.items.unshift(...items)
      line.due = performance.now() + backoffMs(line.attempts++)
    }
  }

  const letIn = () => {
    while (!room.full()) {
      const next = outside.shift()
      if (!next) break
      room.add(next.item)
      next.inside()
    }
    if (counts.queued === 0) for (const empty of drains.splice(0)) empty()
  }

  const pump = async () => {
    if (pumping) return
    pumping = true
    clearTimeout(timer)
    await new Promise(setImmediate)
    for (let batch = ready(); batch.length > 0; batch = ready()) {
      const sending = batch
      settle(sending, await send(sending).catch((error: unknown) => sending.map(() => ({ retry: messageOf(error) }))))
      letIn()
    }
    pumping = false
    if (opened && !closed && lines.size > 0) {
      const due = Math.min(...Array.from(lines.values(), (line) => line.due))
      timer = setTimeout(() => void pump(), Math.max(1, due - performance.now()))
    }
  }

  const ready = () => (opened && !closed ? nextBatch() : [])

  return {
    put(item) {
      if (closed) end(item, { dropped: 'the node is closed' })
      else if (!admit(room, overflow, item, drop)) return new Promise((inside) => void outside.push({ item, inside }))
      else if (opened) void pump()
      return undefined
    },
    fail: (item, refused) => end(item, { refused }),
    open(open) {
      opened = open
      for (const line of lines.values()) line.due = 0
      if (open) void pump()
    },
    stats: () => ({ overflow, capacity, ...counts, ...(why !== undefined && { why }) }),
    drained: () => (counts.queued === 0 ? Promise.resolve() : new Promise((empty) => void drains.push(empty))),
    close() {
      closed = true
      clearTimeout(timer)
      const left = [...lines.values()].flatMap(({ items }) => items)
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) left.push(item)
      counts.queued -= left.length
      for (const item of left) end(item, { dropped: 'the node is closed' })
      for (let next = outside.shift(); next !== undefined; next = outside.shift()) {
        end(next.item, { dropped: 'the node is closed' })
        next.inside()
      }
    },
  }
}
