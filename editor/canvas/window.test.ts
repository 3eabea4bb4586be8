/** What React Flow is fed with. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fitting, isFar, nextWindow, opening, seen } from './window.ts'

const pane = { width: 1_000, height: 600 }

test('the window is the view and 35 % around it', () => {
  const view = seen({ x: 0, y: 0, zoom: 1 }, pane)
  assert.deepEqual(nextWindow(undefined, view), { x: -350, y: -210, width: 1_700, height: 1_020 })
})

test('a small pan feeds nothing new, a large one and a zoom do', () => {
  const window = nextWindow(undefined, seen({ x: 0, y: 0, zoom: 1 }, pane))
  assert.equal(nextWindow(window, seen({ x: 300, y: -200, zoom: 1 }, pane)), window)
  assert.notEqual(nextWindow(window, seen({ x: 400, y: 0, zoom: 1 }, pane)), window)
  assert.notEqual(nextWindow(window, seen({ x: 0, y: 0, zoom: 0.5 }, pane)), window)
  assert.notEqual(nextWindow(window, seen({ x: 0, y: 0, zoom: 2 }, pane)), window)
})

test('fitting shows the whole, in the middle, no larger than life', () => {
  const small = fitting({ x: 100, y: 100, width: 200, height: 100 }, pane)
  assert.equal(small.zoom, 1)
  assert.deepEqual(seen(small, pane), { x: -300, y: -150, width: 1_000, height: 600 })
  const large = fitting({ x: 0, y: 0, width: 100_000, height: 100 }, pane)
  assert.ok(isFar(large))
})

test('a flow opens where it can be read: whole, else where it begins', () => {
  const rect = { x: 0, y: 0, width: 900, height: 400 }
  assert.deepEqual(opening(rect, pane), fitting(rect, pane))
  assert.deepEqual(opening({ ...rect, x: 100, width: 3_000 }, pane), { x: -28, y: 180, zoom: 0.6 })
  assert.ok(isFar(opening({ ...rect, width: 30_000 }, pane)))
})
