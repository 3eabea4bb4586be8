/** Order and circles of graphs, small and large. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { circlesOf, orderOf, wayRound } from './topology.ts'

test('each comes behind what it depends on, ties as they stand', () => {
  assert.deepEqual(orderOf([[2], [], [], [0, 1]]), { order: [1, 2, 0, 3], stuck: [] })
  assert.deepEqual(orderOf([[], [], []]).order, [0, 1, 2])
})

test('what is in a circle or behind one is stuck', () => {
  assert.deepEqual(orderOf([[], [0, 2], [1], [2]]), { order: [0, 1, 2, 3], stuck: [1, 2, 3] })
})

test('circles are found apart, each with a shortest way round', () => {
  const into = [[2], [0], [1], [3], [2, 5], [4], []]
  assert.deepEqual(circlesOf(into), [[0, 1, 2], [3], [4, 5]])
  assert.deepEqual(wayRound(into, [0, 1, 2]), [0, 1, 2, 0])
  assert.deepEqual(wayRound(into, [3]), [3, 3])
  assert.deepEqual(wayRound([[3, 1], [0], [1], [2]], [0, 1, 2, 3]), [0, 1, 0])
})

test('twenty thousand in a line, forwards and backwards, and in a ring', () => {
  const n = 20_000
  const line = Array.from({ length: n }, (_, i) => (i === 0 ? [] : [i - 1]))
  assert.deepEqual(orderOf(line).order, [...line.keys()])
  const back = Array.from({ length: n }, (_, i) => (i === n - 1 ? [] : [i + 1]))
  assert.deepEqual(orderOf(back).order, [...back.keys()].reverse())
  const ring = line.map((from, i) => (i === 0 ? [n - 1] : from))
  assert.equal(circlesOf(ring)[0]?.length, n)
  assert.equal(wayRound(ring, circlesOf(ring)[0] ?? []).length, n + 1)
})
