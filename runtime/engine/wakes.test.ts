/** Wakes come in order, and what was replaced costs nothing for long. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { randomFrom } from './proof/random.ts'
import { type Wake, Wakes } from './wakes.ts'

test('wakes come by due time, then in the order of asking, however many were replaced or taken back', () => {
  const random = randomFrom(7)
  const wakes = new Wakes()
  let plain: { node: number; k: number; due: number }[] = []
  for (let now = 0; now < 3_000; now++) {
    for (let i = random.below(6); i > 0; i--) {
      const [node, k, due] = [random.below(4), random.below(5), now + random.below(40)]
      plain = plain.filter((one) => one.node !== node || one.k !== k)
      if (random.once(5)) wakes.cancel(node, k)
      else {
        wakes.set(node, k, due)
        plain.push({ node, k, due })
      }
    }
    const expected = plain.filter(({ due }) => due <= now).sort((a, b) => a.due - b.due)
    plain = plain.filter(({ due }) => due > now)
    const came: Wake[] = []
    for (let wake = wakes.take(now); wake; wake = wakes.take(now)) came.push(wake)
    assert.deepEqual(
      came.map(({ node, k, due }) => ({ node, k, due })),
      expected,
    )
    assert.equal(wakes.next(), plain.length === 0 ? undefined : Math.min(...plain.map(({ due }) => due)))
  }
})

test('a watchdog that is put off at every sample leaves nothing behind', () => {
  const wakes = new Wakes()
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  for (let i = 0; i < 2_000_000; i++) wakes.set(1, i % 3, 1e9 + i)
  assert.equal(wakes.all().length, 3)
  assert.ok(process.memoryUsage().heapUsed - before < 60e6, 'replaced wakes are let go')
})
