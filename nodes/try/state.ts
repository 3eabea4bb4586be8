/** The state of one key, as plain as it can be: what a node tried by itself keeps. */
import type { Ring } from '@millrace/flow'
import type { FlatState } from '@millrace/flow/state.ts'

export const stateOf = (spec: FlatState | ((config: never) => object), config: Readonly<Record<string, unknown>>): object => {
  if (typeof spec === 'function') return spec(config as never)
  const size = (named: number | string) => (typeof named === 'number' ? named : Number(config[named]))
  return Object.fromEntries(
    Object.entries(spec).map(([name, field]) => [name, field.flat === 'f64' ? field.initial : plainRing(size(field.size))]),
  )
}

const plainRing = (size: number): Ring => {
  let values: number[] = []
  return {
    size,
    get length() {
      return values.length
    },
    at: (i) => values[i] ?? Number.NaN,
    push(value) {
      values.push(value)
      return values.length > size ? (values.shift() ?? Number.NaN) : Number.NaN
    },
    clear() {
      values = []
    },
  }
}
