/** The newest values, by port. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forgetValues, heardTaps, hearValues, liveOf, nextSet } from './values.ts'

test('what comes for an older set of wires is dropped', () => {
  const first = nextSet(['a.x', 'b.y'])
  const second = nextSet(['b.y'])
  const told: string[] = []
  const stop = hearValues((port) => told.push(port))
  heardTaps({ flow: 'f', set: first, now: 0, taps: [[0, 1, 0, 0, 1, '']] })
  heardTaps({ flow: 'f', set: second, now: 0, taps: [[0, 2, 0, 5, 1, 'plant1']] })
  stop()
  assert.deepEqual(told, ['b.y'])
  assert.equal(liveOf('a.x'), undefined)
  assert.deepEqual(liveOf('b.y'), { value: 2, quality: 0, time: 5, rate: 1, key: 'plant1', good: 2 })
})

test('the last good value stays while the quality is Bad', () => {
  const set = nextSet(['b.y'])
  heardTaps({ flow: 'f', set, now: 0, taps: [[0, 7, 0, 5, 1, '']] })
  heardTaps({ flow: 'f', set, now: 0, taps: [[0, null, 0x80050000, 9, 1, '']] })
  assert.equal(liveOf('b.y')?.good, 7)
  forgetValues()
  assert.equal(liveOf('b.y'), undefined)
})
