/** Makes one emission of the rows that arrive in one turn of the event loop: a hundred messages of one packet cost one entry. */
import type { Outside, Row } from '@millrace/flow'

export interface Gather {
  /** Where the peer waits for it: resolves when the flow has taken the row. */
  add(row: Row, awaited: boolean): Promise<void> | undefined
  flush(): void
}

const rowsAtOnce = 1_000

export const gather = (emit: Outside['emit']): Gather => {
  let rows: Row[] = []
  let taken: PromiseWithResolvers<void> | undefined

  const flush = () => {
    if (rows.length === 0) return
    const emission = { rows }
    const waiting = taken
    rows = []
    taken = undefined
    void emit(emission).then(waiting?.resolve)
  }

  return {
    add(row, awaited) {
      if (rows.push(row) === 1) setImmediate(flush)
      if (awaited) taken ??= Promise.withResolvers()
      const promise = awaited ? taken?.promise : undefined
      if (rows.length >= rowsAtOnce) flush()
      return promise
    },
    flush,
  }
}
