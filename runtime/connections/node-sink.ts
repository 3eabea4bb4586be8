/** A sink at work: its outbox, and behind it either its connection's guarded write or what it opened itself. */
import { type Item, isBad, type Outcome, Refusal } from '@millrace/flow'
import type { Sending, Sink } from '@millrace/flow/kinds/sink.ts'
import type { Overflow } from '@millrace/flow/kinds/source.ts'
import type { WriteRequest } from './guard.ts'
import { isRetry } from './guarded-write.ts'
import { connectionNamed, type NodeGiven, type NodeStatus, nodeLife } from './node-life.ts'
import { createOutbox, type End, type OutboxStats } from './outbox.ts'
import { messageOf } from './why.ts'

export interface SinkGiven extends NodeGiven {
  readonly definition: Sink
  /** As its schema read it, with what a parameter gives for the key. */
  configFor(key: string): Readonly<Record<string, unknown>>
  /** Digest of the release's write path, to which arming binds. */
  readonly path: string
  /** Told once for each item how it ended: refused and dropped ones are dead letters. */
  settled?(item: Item, end: End): void
  /** Commands: resolves when it is on record that they are about to be sent; not sent where it throws. */
  mark?(ids: readonly string[]): Promise<void>
  readonly overflow?: Overflow
  readonly capacity?: number
}

export interface AttachedSink {
  /** `bornMs`: when the flow asked, on the monotonic clock. A promise where there is no room: what feeds it waits. */
  put(item: Item, bornMs?: number): Promise<void> | undefined
  status(): NodeStatus
  stats(): OutboxStats
  /** Sends what it can of what waits, for 2 s at most. */
  close(): Promise<void>
}

interface Job {
  readonly key: string
  readonly item: Item
  /** Not yet taken. */
  writes: readonly WriteRequest[]
  refused?: string
}

const closeWithinMs = 2_000

export const attachSink = (given: SinkGiven): AttachedSink => {
  const { definition, configFor, pool, flow, node, path, mark } = given
  const connection = connectionNamed(definition, configFor(''))
  const commands = connection !== undefined && pool.guarded(connection)
  let sending: Sending | undefined
  let up = false

  const writesOf = (item: Item, bornMs: number): WriteRequest[] => {
    const { id, key, time, quality } = item
    const config = configFor(key)
    const writes = definition.writes?.(config, item.in as never, { key, time, quality }) ?? []
    return writes.map((write, i) => ({ ...write, id: writes.length > 1 ? `${id}/${i}` : id, flow, node, key, path, bornMs }))
  }

  const sendWrites = async (name: string, batch: readonly Job[]): Promise<readonly Outcome[]> => {
    if (commands) await mark?.(batch.map(({ item }) => item.id))
    const outcomes = await pool.write(
      name,
      batch.flatMap(({ writes }) => writes),
    )
    let next = 0
    return batch.map((job) => {
      const waiting: WriteRequest[] = []
      let retry: string | undefined
      for (const write of job.writes) {
        const outcome = outcomes[next++] ?? 'taken'
        if (outcome === 'taken') continue
        if (isRetry(outcome)) {
          waiting.push(write)
          retry = outcome.retry
        } else job.refused = outcome.refused
      }
      job.writes = waiting
      if (retry !== undefined) return { retry }
      return job.refused === undefined ? 'taken' : { refused: job.refused }
    })
  }

  const outbox = createOutbox<Job>({
    overflow: given.overflow ?? (commands ? 'drop-oldest' : 'block'),
    ...(given.capacity !== undefined && { capacity: given.capacity }),
    settled: ({ item }, end) => given.settled?.(item, end),
    async send(batch) {
      if (!connection) return (await sending?.send(batch.map(({ item }) => item))) ?? batch.map(() => ({ retry: 'not open' }))
      try {
        return await sendWrites(connection, batch)
      } catch (error) {
        return batch.map(() => (commands ? { refused: messageOf(error) } : { retry: messageOf(error) }))
      }
    },
  })

  const open = (now: boolean) => {
    up = now
    outbox.open(now)
  }

  const life = nodeLife<Sending | undefined>({
    given,
    connection,
    async open(outside) {
      const { client: _, ...without } = outside
      return definition.open?.(configFor(''), { ...without, client: undefined, emit: noEmission })
    },
    close: (opened) => opened?.close(),
    opened(opened, why) {
      sending = opened
      open(why === undefined)
    },
  })

  return {
    put(item, bornMs = performance.now()) {
      if (definition.skipBad && isBad(item.quality)) return undefined
      const job: Job = { key: item.key, item, writes: [] }
      try {
        job.writes = writesOf(item, bornMs)
      } catch (error) {
        outbox.fail(job, error instanceof Refusal ? error.says.en : messageOf(error))
        return undefined
      }
      if (commands && !up) {
        outbox.fail(job, 'the connection is not up, and a command is never kept for later')
        return undefined
      }
      return outbox.put(job)
    },
    status: life.status,
    stats: outbox.stats,
    async close() {
      const { promise: late, resolve } = Promise.withResolvers<void>()
      const timer = setTimeout(resolve, closeWithinMs)
      if (up) await Promise.race([outbox.drained(), late])
      clearTimeout(timer)
      outbox.close()
      await life.close()
    },
  }
}

const noEmission = (): Promise<void> => Promise.reject(new Error('a sink brings nothing into the flow'))
