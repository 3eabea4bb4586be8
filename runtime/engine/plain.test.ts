/** Whatever a state or a held value may be comes back from JSON as it was. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Quality, Sample } from '@millrace/flow'
import { pack, unpack } from './plain.ts'

const values: readonly unknown[] = [
  undefined,
  null,
  true,
  'text',
  0,
  -0,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  [1, [undefined, 'x']],
  { a: { b: [Number.NEGATIVE_INFINITY] } },
  { $: 'a field of that name', is: 1 },
  { $: 'undefined' },
  new Uint8Array([0, 255]),
  { dt: 0.1, values: new Float64Array([1, Number.NaN, -0]) },
  new Sample(5, Quality.Uncertain, 7),
  new Sample(undefined, Quality.Bad, Number.NaN),
  new Map<unknown, unknown>([['a', new Sample(1, 0, 2)]]),
  new Set(['x', -0]),
]

test('whatever a state may hold comes back from JSON as it was', () => {
  for (const value of values) assert.deepStrictEqual(unpack(JSON.parse(JSON.stringify(pack(value)))), value)
})

test('what cannot come back is told, not lost', () => {
  assert.throws(() => pack({ at: new Date(0) }), /saving a Date/)
})
