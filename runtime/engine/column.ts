/** The last sample of a wire for every key. Quality -1: none yet. Arrays grow in place, so that generated code can hold on to them. */
import type { Keys } from './keys.ts'

export interface Column {
  readonly v: unknown[]
  readonly q: number[]
  readonly t: number[]
  /** Journal time of the arrival, for `maxAge`. */
  readonly n: number[]
}

export const column = (keys: Keys, numeric: boolean): Column => {
  const made: Column = { v: [], q: [], t: [], n: [] }
  const empty = numeric ? Number.NaN : undefined
  keys.onGrow((count) => {
    for (let k = made.q.length; k < count; k++) {
      made.v.push(empty)
      made.q.push(-1)
      made.t.push(0)
      made.n.push(0)
    }
  })
  return made
}

export const clearAt = (column: Column, k: number): void => {
  column.v[k] = typeof column.v[k] === 'number' ? Number.NaN : undefined
  column.q[k] = -1
}
