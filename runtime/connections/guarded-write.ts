/** The one way to a connection's `write`: through its guard where it has one, and then at most once. */
import type { Outcome } from '@millrace/flow'
import type { Guard, Refused, WriteRequest } from './guard.ts'
import { messageOf } from './why.ts'

export interface WriteCounts {
  readonly taken: number
  readonly retried: number
  readonly refused: number
}

export interface GuardedWrite {
  /** One outcome a request, in order; the guard's refusals among them. */
  write(requests: readonly WriteRequest[]): Promise<readonly Outcome[]>
  counts(): WriteCounts
}

export interface GuardedWriteOptions {
  guard(): Guard | undefined
  refused(refused: Refused): void
  send(requests: readonly WriteRequest[]): Promise<readonly Outcome[]>
}

export const guardedWrite = ({ guard: guardNow, refused, send }: GuardedWriteOptions): GuardedWrite => {
  const counts = { taken: 0, retried: 0, refused: 0 }

  const sent = async (requests: readonly WriteRequest[]): Promise<readonly Outcome[]> => {
    if (requests.length === 0) return []
    try {
      const given = await send(requests)
      return requests.map((_, i) => given[i] ?? { retry: 'the driver gave no outcome' })
    } catch (error) {
      return requests.map(() => ({ retry: messageOf(error) }))
    }
  }

  return {
    async write(requests) {
      const guard = guardNow()
      const refusals = requests.map((request) => guard?.judge(request))
      const given = await sent(requests.filter((_, i) => !refusals[i]))
      let next = 0
      const outcomes = refusals.map((no): Outcome => {
        if (no) {
          refused(no)
          return { refused: no.says.en }
        }
        const outcome = given[next++] ?? { retry: 'the driver gave no outcome' }
        return guard && isRetry(outcome) ? { refused: outcome.retry } : outcome
      })
      for (const outcome of outcomes) counts[outcome === 'taken' ? 'taken' : isRetry(outcome) ? 'retried' : 'refused']++
      return outcomes
    },
    counts: () => ({ ...counts }),
  }
}

export const isRetry = (outcome: Outcome): outcome is { readonly retry: string } => typeof outcome === 'object' && 'retry' in outcome
