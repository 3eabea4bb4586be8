/** State that a fold keeps per key: a plain object, or flat fields that the engine lays out in typed arrays (1–1.2 times the cost of one key at 10,000, objects 2–4.6). */

export interface F64 {
  readonly flat: 'f64'
  readonly initial: number
}

/** The last n numbers, oldest first. */
export interface RingField {
  readonly flat: 'ring'
  /** How many: a number or the name of an integer config field. */
  readonly size: number | string
}

export interface Ring {
  readonly length: number
  readonly size: number
  /** The i-th oldest; NaN outside. */
  at(i: number): number
  /** Appends, and gives back the number that fell out, or NaN while there is room. */
  push(value: number): number
  clear(): void
}

export type FlatState = { readonly [name: string]: F64 | RingField }

export type StateSpec<C> = FlatState | ((config: C) => object)

export type StateOf<S> = S extends (config: never) => infer O
  ? O
  : S extends FlatState
    ? { -readonly [N in keyof S as S[N] extends F64 ? N : never]: number } & {
        readonly [N in keyof S as S[N] extends RingField ? N : never]: Ring
      }
    : never

export const f64 = (initial = 0): F64 => ({ flat: 'f64', initial })

export const ring = (size: number | string): RingField => ({ flat: 'ring', size })
