/** The last n numbers of a key: short ones stand in its row, long ones in an array of their own that grows with them. */
import type { Ring } from '@millrace/flow/state.ts'

/** Where a cursor stands: the row that begins at `$b` of `$a`; `$i` sees the same bytes as integers, two a cell. */
export interface Cursor {
  $a: Float64Array
  $i: Int32Array
  $b: number
}

/** The cell before the values holds two integers: how many there are, and where the next one goes. */
const HEAD = 1

/** Longer ones do not stand in the row. */
const SHORT = 64

export const ringCells = (size: number): number => HEAD + (size <= SHORT ? size : 0)

export const ringAt = (cursor: Cursor, offset: number, size: number, width: number): Ring =>
  size <= SHORT ? new ShortRing(cursor, offset, size) : new LongRing(cursor, offset, size, width)

class ShortRing implements Ring {
  readonly cursor: Cursor
  readonly offset: number
  readonly size: number

  constructor(cursor: Cursor, offset: number, size: number) {
    this.cursor = cursor
    this.offset = offset
    this.size = size
  }

  get length(): number {
    return this.cursor.$i[2 * (this.cursor.$b + this.offset)] as number
  }

  at(i: number): number {
    const { $a, $i, $b } = this.cursor
    const head = $b + this.offset
    const filled = $i[2 * head] as number
    if (!(i >= 0 && i < filled)) return Number.NaN
    const place = ($i[2 * head + 1] as number) - filled + i
    return $a[head + HEAD + (place < 0 ? place + this.size : place)] as number
  }

  push(value: number): number {
    const { $a, $i, $b } = this.cursor
    const head = $b + this.offset
    const filled = $i[2 * head] as number
    const next = $i[2 * head + 1] as number
    const place = head + HEAD + next
    const out = filled === this.size ? ($a[place] as number) : Number.NaN
    $a[place] = value
    $i[2 * head + 1] = next + 1 === this.size ? 0 : next + 1
    if (filled < this.size) $i[2 * head] = filled + 1
    return out
  }

  clear(): void {
    this.cursor.$a[this.cursor.$b + this.offset] = 0
  }
}

class LongRing implements Ring {
  readonly cursor: Cursor
  readonly offset: number
  readonly size: number
  readonly width: number
  readonly #values: (Float64Array | undefined)[] = []

  constructor(cursor: Cursor, offset: number, size: number, width: number) {
    this.cursor = cursor
    this.offset = offset
    this.size = size
    this.width = width
  }

  get length(): number {
    return this.cursor.$i[2 * (this.cursor.$b + this.offset)] as number
  }

  at(i: number): number {
    const { $i, $b } = this.cursor
    const filled = $i[2 * ($b + this.offset)] as number
    if (!(i >= 0 && i < filled)) return Number.NaN
    const place = ($i[2 * ($b + this.offset) + 1] as number) - filled + i
    return this.#values[$b / this.width]?.[place < 0 ? place + this.size : place] ?? Number.NaN
  }

  push(value: number): number {
    const { $i, $b } = this.cursor
    const head = $b + this.offset
    const filled = $i[2 * head] as number
    const next = $i[2 * head + 1] as number
    const values = this.#room(next)
    const out = filled === this.size ? (values[next] as number) : Number.NaN
    values[next] = value
    $i[2 * head + 1] = next + 1 === this.size ? 0 : next + 1
    if (filled < this.size) $i[2 * head] = filled + 1
    return out
  }

  clear(): void {
    this.cursor.$a[this.cursor.$b + this.offset] = 0
    this.#values[this.cursor.$b / this.width] = undefined
  }

  /** Nothing wraps round before the array has its full size. */
  #room(next: number): Float64Array {
    const k = this.cursor.$b / this.width
    while (this.#values.length <= k) this.#values.push(undefined)
    const values = this.#values[k]
    if (values && next < values.length) return values
    const wider = new Float64Array(Math.min(this.size, Math.max(SHORT, 2 * next)))
    if (values) wider.set(values)
    this.#values[k] = wider
    return wider
  }
}
