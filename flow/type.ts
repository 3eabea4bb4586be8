/** What can be on a wire: a closed, checkable list of types, as plain data. */

/**
 * A unit is written (`unit: '°C'`), bound to a name by an input (`unitAs: 'u'`) or worked out (`unitFrom: 'u * v'`, `'delta(u)'`, `'config.unit or u'`).
 * A single capital letter is a type variable, the same on every port of its node that names it.
 * `from` takes the type that a config field (`config.type`) or, in a list of ports, an item (`item.type`) holds. With `which` that place holds
 * a word instead (a Modbus `float32`), and the type is the one written behind it.
 */
export type Type =
  | NumberType
  | { readonly type: 'boolean' | 'text' | 'bytes' | 'json' }
  | { readonly type: 'list'; readonly of: Type }
  | { readonly type: 'record'; readonly fields: { readonly [name: string]: Type } }
  | { readonly type: 'series'; readonly unit?: string; readonly unitAs?: string; readonly unitFrom?: string; readonly dt?: number }
  | { readonly type: 'from'; readonly from: string; readonly which?: { readonly [word: string]: Type } }
  | { readonly type: Variable }

export interface NumberType {
  readonly type: 'number'
  readonly unit?: string
  readonly unitAs?: string
  readonly unitFrom?: string
}

export type Variable = 'T' | 'U' | 'V'

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json }

/** One waveform block: evenly spaced values, `dt` seconds apart. */
export interface Series {
  readonly dt: number
  readonly values: Float64Array
}

export const isVariable = (type: Type): type is { readonly type: Variable } => /^[A-Z]$/.test(type.type)
