/** What is kept for every key: the last sample of a wire, an object, a number. Arrays grow in place, so that generated code can hold on to them. */
import { bad, NONE } from './quality.ts'

export interface PerKey {
  /** Has room for `count` keys from now on. */
  grow(count: number): void
  /** Forgets a key. */
  clear(k: number): void
}

/** An empty array that will hold doubles: V8 keeps it unboxed from the first element on. */
export const doubles = (): number[] => {
  const made = [0.5]
  made.pop()
  return made
}

/** The last sample a key. */
export class Column implements PerKey {
  readonly v: unknown[]
  /** Quality; `NONE` before the first. */
  readonly q: number[] = []
  readonly t: number[] = doubles()
  /** Journal time of the arrival, for `maxAge`. */
  readonly n: number[] | undefined
  readonly #empty: unknown

  constructor(numeric: boolean, aged: boolean) {
    this.v = numeric ? doubles() : []
    this.#empty = numeric ? Number.NaN : undefined
    this.n = aged ? doubles() : undefined
  }

  grow(count: number): void {
    for (let k = this.q.length; k < count; k++) {
      this.v.push(this.#empty)
      this.q.push(NONE)
      this.t.push(0)
      this.n?.push(0)
    }
  }

  clear(k: number): void {
    if (k >= this.q.length) return
    this.v[k] = this.#empty
    this.q[k] = NONE
  }

  copy(from: Column): void {
    this.grow(from.q.length)
    for (let k = 0; k < from.q.length; k++) {
      this.v[k] = bad(from.q[k] as number) ? this.#empty : from.v[k]
      this.q[k] = from.q[k] as number
      this.t[k] = from.t[k] as number
      if (this.n) this.n[k] = from.n?.[k] ?? 0
    }
  }
}

/** One number a key: of doubles where `empty` is none of the small integers. */
export class Numbers implements PerKey {
  readonly of: number[]
  readonly #empty: number

  constructor(empty: number) {
    this.#empty = empty
    this.of = Number.isInteger(empty) ? [] : doubles()
  }

  grow(count: number): void {
    while (this.of.length < count) this.of.push(this.#empty)
  }

  clear(k: number): void {
    if (k < this.of.length) this.of[k] = this.#empty
  }
}

/** One object a key, made when it is first needed. */
export class Objects implements PerKey {
  readonly of: (object | undefined)[] = []

  grow(count: number): void {
    while (this.of.length < count) this.of.push(undefined)
  }

  clear(k: number): void {
    if (k < this.of.length) this.of[k] = undefined
  }
}
