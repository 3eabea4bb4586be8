/** The ports of a node: a type, and how a sample on it is treated. */
import type { Json, NumberType, Series, Type, Variable } from './type.ts'
import type { Words } from './words.ts'

export interface PortOptions {
  /** Momentary: there only in its tick. Without it a port is a signal, whose last value stays. */
  readonly event?: boolean
  /** An input that need not be wired or have a value. */
  readonly optional?: boolean
  /** What a held input has before its first sample. */
  readonly initial?: Json
  readonly title?: Words
  /** The output is an effect whether wired or not: an alarm transition. */
  readonly effect?: 'alarm'
}

declare const carried: unique symbol

export type Port<V = unknown, O extends PortOptions = PortOptions> = Type & O & { readonly [carried]?: V }

/** Ports that follow from the config: one for each item of a list field, each name of a list of texts, or 1 … n of an integer field.
 * `{name}` in the port's name is the item's field; `{item}` the text or number itself. */
export interface PortsFor<V = unknown> {
  readonly for: string
  readonly name: string
  readonly port: Port<V>
}

export type Ports = { readonly [name: string]: Port }

type Given<P, V> = P extends { readonly optional: true } ? V | undefined : V
export type ValueOf<P> = P extends { readonly [carried]?: infer V } ? Given<P, V> : never
export type ValuesOf<P extends Ports> = { readonly [N in keyof P]: ValueOf<P[N]> }

type Optional = { readonly optional: true }
type RecordOf<F extends Ports> = { readonly [N in keyof F as F[N] extends Optional ? never : N]: ValueOf<F[N]> } & {
  readonly [N in keyof F as F[N] extends Optional ? N : never]?: ValueOf<F[N]>
}

const build =
  <V>() =>
  <const T extends Type, const O extends PortOptions>(type: T, options: O): Port<V, O> =>
    ({ ...type, ...options }) as Port<V, O>

type NumberOptions = Omit<NumberType, 'type'> & PortOptions

export const number = <const O extends NumberOptions = Record<never, never>>(options?: O): Port<number, O> =>
  build<number>()({ type: 'number' }, (options ?? {}) as O)

export const boolean = <const O extends PortOptions = Record<never, never>>(options?: O): Port<boolean, O> =>
  build<boolean>()({ type: 'boolean' }, (options ?? {}) as O)

export const text = <const O extends PortOptions = Record<never, never>>(options?: O): Port<string, O> =>
  build<string>()({ type: 'text' }, (options ?? {}) as O)

export const bytes = <const O extends PortOptions = Record<never, never>>(options?: O): Port<Uint8Array, O> =>
  build<Uint8Array>()({ type: 'bytes' }, (options ?? {}) as O)

export const json = <const O extends PortOptions = Record<never, never>>(options?: O): Port<Json, O> =>
  build<Json>()({ type: 'json' }, (options ?? {}) as O)

export const list = <P extends Port, const O extends PortOptions = Record<never, never>>(
  of: P,
  options?: O,
): Port<readonly ValueOf<P>[], O> => build<readonly ValueOf<P>[]>()({ type: 'list', of }, (options ?? {}) as O)

export const record = <const F extends Ports, const O extends PortOptions = Record<never, never>>(
  fields: F,
  options?: O,
): Port<RecordOf<F>, O> => build<RecordOf<F>>()({ type: 'record', fields }, (options ?? {}) as O)

export const series = <const O extends NumberOptions & { readonly dt?: number } = Record<never, never>>(options?: O): Port<Series, O> =>
  build<Series>()({ type: 'series' }, (options ?? {}) as O)

/** A type variable: whatever is wired to it, the same wherever the node names it. */
export const any = <const O extends PortOptions = Record<never, never>>(variable: Variable, options?: O): Port<unknown, O> =>
  build<unknown>()({ type: variable }, (options ?? {}) as O)

/** The type that the config (`config.type`) or the item of a list of ports (`item.type`) names; by `which`, where a word stands there. */
export const typeFrom = <const O extends PortOptions = Record<never, never>>(
  from: string,
  options?: O,
  which?: { readonly [word: string]: Type },
): Port<unknown, O> => build<unknown>()({ type: 'from', from, ...(which && { which }) }, (options ?? {}) as O)

/** One port for each item of the config field `field`. */
export const portsFor = <V>(field: string, name: string, port: Port<V>): PortsFor<V> => ({ for: field, name, port })
