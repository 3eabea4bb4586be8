/** Rounds come to least, middle and most, and both sides take turns. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { near, quantile, rounds, spreadOf } from './statistics.ts'

test('rounds in any order come to the least, the middle and the most', () => {
  assert.deepEqual(spreadOf([3, 1, 2]), { min: 1, median: 2, max: 3 })
  assert.deepEqual(spreadOf([4, 1, 2, 3]), { min: 1, median: 2.5, max: 4 })
  assert.deepEqual(spreadOf([7]), { min: 7, median: 7, max: 7 })
  assert.throws(() => spreadOf([]), /nothing was measured/)
})

test('a percentile lies between its neighbours', () => {
  const hundred = Array.from({ length: 101 }, (_, i) => i)
  assert.equal(quantile(hundred, 0.99), 99)
  assert.equal(quantile([0, 10], 0.25), 2.5)
})

test('results are equal but for rounding', () => {
  assert.ok(near(1978589.6999999902, 1978589.6999991832))
  assert.ok(!near(1, 1.000001))
  assert.ok(!near(1, Number.NaN))
})

test('both sides take turns', async () => {
  const order: string[] = []
  const side = (name: string) => async () => order.push(name)
  assert.deepEqual(await rounds(2, side('a'), side('b')), { ours: [1, 3], peers: [2, 4] })
  assert.deepEqual(order, ['a', 'b', 'a', 'b'])
})
