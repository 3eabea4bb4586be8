/** The spatial grid against looking at everything. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { overlap, type Rect } from './geometry.ts'
import { gridOf } from './grid.ts'

const random = (seed: number) => () => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
  return seed / 2_147_483_648
}

test('it finds what a look at everything finds, in the same order', () => {
  const next = random(7)
  const rect = (largest: number): Rect => ({
    x: next() * 20_000 - 10_000,
    y: next() * 20_000 - 10_000,
    width: next() * largest,
    height: next() * largest,
  })
  const items = Array.from({ length: 2_000 }, (_, i) => ({ i, rect: rect(i % 100 === 0 ? 15_000 : 300) }))
  const grid = gridOf(items, (item) => item.rect)
  for (let round = 0; round < 200; round++) {
    const view = rect(round % 10 === 0 ? 30_000 : 3_000)
    assert.deepEqual(
      grid.find(view),
      items.filter((item) => overlap(item.rect, view)),
    )
  }
})
