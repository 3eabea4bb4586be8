/** Does something at even intervals for as long as a node is open; a round that takes too long makes the next one wait, never overlap. */
import type { Open, Outside } from '@millrace/flow'

export const repeat = (every: number, { signal, lost }: Pick<Outside, 'signal' | 'lost'>, round: () => Promise<void>): Open => {
  let timer: NodeJS.Timeout | undefined
  let closed = false
  let due = performance.now()
  const turn = async (): Promise<void> => {
    try {
      await round()
    } catch (error) {
      if (!closed && !signal.aborted) lost(error instanceof Error ? error : new Error(String(error)))
      return
    }
    if (closed || signal.aborted) return
    due = Math.max(due + every, performance.now())
    timer = setTimeout(start, Math.max(0, due - performance.now()))
  }
  let running = Promise.resolve()
  const start = (): void => {
    running = turn()
  }
  start()
  return {
    close() {
      closed = true
      clearTimeout(timer)
      return running
    },
  }
}
