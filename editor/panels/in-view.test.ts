/** Which tabs are shown. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inView } from './in-view.ts'

test('as many as fit, the chosen one among them, in their order', () => {
  const items = ['a', 'b', 'c', 'd', 'e']
  assert.deepEqual(inView(items, 1, 3), ['a', 'b', 'c'])
  assert.deepEqual(inView(items, 3, 3), ['b', 'c', 'd'])
  assert.deepEqual(inView(items, 4, 3), ['c', 'd', 'e'])
  assert.deepEqual(inView(items, -1, 3), ['a', 'b', 'c'])
  assert.deepEqual(inView(items, 4, 9), items)
})
