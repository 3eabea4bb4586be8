/** What goes into a flow's journal, and what comes out of a tick. */
import type { Row } from './kinds/outside.ts'
import type { Json } from './type.ts'

/** `now` is the journal's clock, ms: stamped at the append, never decreasing. */
interface At {
  readonly now: number
}

/** One emission of a source; with `input`, the rows' ports are inputs of the node (a retry, a test in the middle of a flow). */
export interface Emitted extends At {
  readonly kind: 'emit'
  readonly node: string
  readonly rows: readonly Row[]
  readonly input?: boolean
  readonly origin?: string
}

export interface Commanded extends At {
  readonly kind: 'command'
  readonly node: string
  readonly key: string
  readonly command: string
  readonly args: { readonly duration?: number; readonly oneShot?: boolean; readonly text?: string }
  readonly by: string
  readonly why?: string
}

export interface ParameterSet extends At {
  readonly kind: 'parameter'
  readonly parameter: string
  readonly key: string
  readonly value: Json
  readonly by?: string
}

export interface Replied extends At {
  readonly kind: 'reply'
  readonly node: string
  /** The entry that asked; `index` where one entry asked more than once. */
  readonly to: number
  readonly index?: number
  /** The outputs by name, or why there are none. */
  readonly ports?: Readonly<Record<string, unknown>>
  readonly refused?: string
}

/** Time passes: what is due is woken. */
export interface Clocked extends At {
  readonly kind: 'clock'
}

export type Entry = Emitted | Commanded | ParameterSet | Replied | Clocked

export type EffectKind = 'send' | 'ask' | 'alarm' | 'error' | 'watch'

/** `(entry, index)` is unique; `sub` counts the sub-ticks of the entry. `value` is undefined where the quality is Bad. */
export interface Effect {
  readonly entry: number
  readonly sub: number
  readonly index: number
  readonly kind: EffectKind
  readonly node: string
  readonly port: string
  readonly key: string
  readonly value: unknown
  readonly time: number
  readonly quality: number
  /** Every input of a sink or call, literals among them, where there is more than the one of `port`. */
  readonly in?: Readonly<Record<string, unknown>>
}

/** The value of an `error` effect: also what a node's error port carries. */
export interface FiringError {
  readonly node: string
  readonly entry: number
  readonly key: string
  readonly code: string
  readonly message: string
  readonly input: Readonly<Record<string, unknown>>
}
