/** A total over a counter is exact, wherever the counter runs over or is set back. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rise } from './rise.ts'

test('10,000 random steps of a 16-bit counter add up exactly', () => {
  let [seed, raw, last, total, made] = [3, 65_000, Number.NaN, 0, 0]
  for (let i = 0; i < 10_000; i++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const step = i === 0 ? 0 : seed % 32_768
    made += step
    raw = (raw + step) % 65_536
    total += rise(last, raw, 65_536)
    last = raw
  }
  assert.equal(total, made)
})

test('a fall that is no overflow is a reset, and what was counted since counts', () => {
  assert.equal(rise(20_000, 12, 65_536), 12)
  assert.equal(rise(1_000, 3), 3)
  assert.equal(rise(Number.NaN, 500), 0)
})
