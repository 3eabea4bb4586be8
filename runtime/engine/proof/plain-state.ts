/** A fold's state as the contract describes it, without any layout: numbers, and lists that drop their oldest. */
import type { Ring, StateSpec } from '@millrace/flow/state.ts'

export const plainState = (spec: StateSpec<never>, config: Readonly<Record<string, unknown>>): object => {
  if (typeof spec === 'function') return spec(config as never)
  return Object.fromEntries(
    Object.entries(spec).map(([name, field]) => {
      if (field.flat === 'f64') return [name, field.initial]
      return [name, plainRing(typeof field.size === 'number' ? field.size : Number(config[field.size]))]
    }),
  )
}

const plainRing = (size: number): Ring => {
  const items: number[] = []
  return {
    size,
    get length() {
      return items.length
    },
    at: (i) => items[i] ?? Number.NaN,
    push(value) {
      items.push(value)
      return items.length > size ? (items.shift() ?? Number.NaN) : Number.NaN
    },
    clear() {
      items.length = 0
    },
  }
}
