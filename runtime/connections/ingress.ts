/** The bounded buffer between a source and its flow. It takes at once what the flow takes at once, and fills while the flow is busy. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Emission } from '@millrace/flow'
import type { Overflow } from '@millrace/flow/kinds/source.ts'
import { backoffMs } from './backoff.ts'
import { fifo } from './fifo.ts'
import { admit } from './overflow.ts'
import { messageOf } from './why.ts'

export interface IngressOptions {
  /** Hands emissions to the flow, in order: all are taken, or it throws and none is. No promise: they are taken already. */
  take(emissions: readonly Emission[]): Promise<void> | void
  readonly overflow: Overflow
  /** Rows. */
  readonly capacity?: number
  /** The flow did not take a batch; it is offered again. */
  trouble?(message: string): void
}

export interface IngressStats {
  readonly overflow: Overflow
  /** Rows, also below. */
  readonly capacity: number
  readonly waiting: number
  readonly taken: number
  readonly dropped: number
}

export interface Ingress {
  /** Resolves when the flow has taken it, or the policy dropped it. Never resolves where it found no room and should have waited, nor after `close`. */
  emit(emission: Emission): Promise<void>
  /** Takes it in however full it is: the news that a link is lost. */
  press(emission: Emission): void
  stats(): IngressStats
  close(): void
}

interface Waiting {
  readonly emission: Emission
  readonly taken?: () => void
}

const batchRows = 1_000

export const createIngress = ({ take, overflow, capacity = 10_000, trouble }: IngressOptions): Ingress => {
  const queue = fifo<Waiting>(overflow === 'latest-per-key' ? ({ emission }) => identity(emission) : undefined)
  const counts = { waiting: 0, taken: 0, dropped: 0 }
  let busy = false
  let closed = false

  const room = {
    full: () => counts.waiting >= capacity,
    add(waiting: Waiting) {
      counts.waiting += waiting.emission.rows.length
      queue.push(waiting)
    },
    takeOldest() {
      const oldest = queue.shift()
      if (oldest) counts.waiting -= oldest.emission.rows.length
      return oldest
    },
    replace(waiting: Waiting) {
      const replaced = queue.replace(waiting)
      if (replaced) counts.waiting += waiting.emission.rows.length - replaced.emission.rows.length
      return replaced
    },
  }

  const drop = ({ emission, taken }: Waiting) => {
    counts.dropped += emission.rows.length
    taken?.()
  }

  const nextBatch = (): Waiting[] => {
    const batch: Waiting[] = []
    for (let rows = 0; rows < batchRows; ) {
      const next = room.takeOldest()
      if (!next) break
      rows += next.emission.rows.length
      batch.push(next)
    }
    return batch
  }

  /** Undefined where the flow has taken them in passing. */
  const attempt = (emissions: readonly Emission[]): Promise<void> | undefined => {
    try {
      return take(emissions) ?? undefined
    } catch (error) {
      return Promise.reject(error)
    }
  }

  const offer = async (batch: readonly Waiting[], first?: Promise<void>) => {
    const emissions = batch.map(({ emission }) => emission)
    let underWay = first
    for (let attempts = 0; !closed; attempts++) {
      try {
        await (underWay ?? attempt(emissions))
        for (const { emission, taken } of batch) {
          counts.taken += emission.rows.length
          taken?.()
        }
        return
      } catch (error) {
        underWay = undefined
        trouble?.(messageOf(error))
        await sleep(backoffMs(attempts))
      }
    }
  }

  const drain = async (first?: Promise<void>) => {
    busy = true
    await first
    while (queue.length > 0 && !closed) await offer(nextBatch())
    busy = false
  }

  const enqueue = (waiting: Waiting, pressed: boolean) => {
    if (pressed) room.add(waiting)
    else if (!admit(room, overflow, waiting, drop)) counts.dropped += waiting.emission.rows.length
    if (!busy) void drain()
  }

  return {
    emit(emission) {
      if (closed) return never()
      if (busy) {
        const { promise, resolve } = Promise.withResolvers<void>()
        enqueue({ emission, taken: resolve }, false)
        return promise
      }
      busy = true
      const underWay = attempt([emission])
      if (underWay !== undefined) {
        const { promise, resolve } = Promise.withResolvers<void>()
        void drain(offer([{ emission, taken: resolve }], underWay))
        return promise
      }
      counts.taken += emission.rows.length
      busy = false
      if (queue.length > 0) void drain()
      return passed
    },
    press(emission) {
      if (!closed) enqueue({ emission }, true)
    },
    stats: () => ({ overflow, capacity, ...counts }),
    close() {
      closed = true
    },
  }
}

const passed = Promise.resolve()

/** By what `latest-per-key` knows two emissions for the same: their keys and ports. */
const identity = ({ rows }: Emission): string => rows.map(({ key, ports }) => `${key ?? ''}\n${Object.keys(ports).join('\t')}`).join('\n\n')

const never = () => new Promise<void>(() => undefined)
