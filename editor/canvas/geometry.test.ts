/** Where things lie. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { around, bend, contains, grow, labelPoint, nodeHeight, overlap, portAt, wireRect } from './geometry.ts'

test('a node grows with its longer side of ports', () => {
  assert.equal(nodeHeight(1, 3), nodeHeight(3, 1))
  assert.ok(nodeHeight(3, 1) > nodeHeight(1, 1))
  assert.ok(portAt('out', 2).y < nodeHeight(0, 3))
})

test('rectangles that only touch do not overlap', () => {
  const a = { x: 0, y: 0, width: 10, height: 10 }
  assert.equal(overlap(a, { ...a, x: 10 }), false)
  assert.equal(overlap(a, { ...a, x: 9 }), true)
  assert.equal(contains(grow(a, 0.1), a), true)
  assert.deepEqual(around([a, { x: 20, y: -5, width: 1, height: 1 }]), { x: 0, y: -5, width: 21, height: 15 })
  assert.equal(around([]), undefined)
})

test('a wire leaves to the right and comes in from the left, also when it runs back', () => {
  for (const to of [
    { x: 300, y: 50 },
    { x: -400, y: 0 },
  ]) {
    const [a, b] = bend({ x: 0, y: 0 }, to)
    assert.ok(a.x > 0 && b.x < to.x)
    const rect = wireRect({ x: 0, y: 0 }, to)
    assert.ok(rect.x <= Math.min(b.x, to.x) && rect.x + rect.width >= a.x)
  }
})

test('a label stands on the middle of a flat wire and near the end of a steep one', () => {
  assert.deepEqual(labelPoint({ x: 0, y: 0 }, { x: 100, y: 0 }), { x: 50, y: 0 })
  assert.ok(labelPoint({ x: 0, y: 0 }, { x: 100, y: 400 }).y > 250)
})
