/** A limit alarm keeps ISA-18.2 where others are known to slip: hysteresis from the limit, delays that are delays, Bad input that holds. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Quality } from '@millrace/flow'
import { trialOf } from '../try/try.ts'
import high from './high.ts'
import low from './low.ts'

test('hysteresis counts from the limit, not from where the value was when it rose', () => {
  const trial = trialOf(high, { limit: 90, hysteresis: 5 })
  trial.step({ value: 120 })
  assert.equal(trial.step({ value: 110 }).outputs.get('active')?.value, true)
  assert.equal(trial.step({ value: 85 }).outputs.get('active')?.value, true)
  assert.equal(trial.step({ value: 84.9 }).outputs.get('active')?.value, false)
})

test('a value that dips into the band starts the on-delay anew', () => {
  const trial = trialOf(high, { limit: 90, hysteresis: 5, onDelay: '10 s' })
  trial.step({ value: 95 })
  trial.step({ value: 89 }, '6 s')
  trial.step({ value: 95 }, '1 s')
  assert.equal(trial.step(null, '9 s').outputs.size, 0)
  assert.equal(trial.step(null, '1 s').outputs.get('active')?.value, true)
})

test('an alarm that came back unacknowledged rings again as a new one', () => {
  const trial = trialOf(low, { limit: 20 })
  const state = (value: number) => (trial.step({ value }).outputs.get('alarm')?.value as { state: string } | undefined)?.state
  assert.deepEqual([state(10), state(30), state(10), state(30)], ['B', 'D', 'B', 'D'])
  trial.step('acknowledge')
  assert.deepEqual([state(10), state(30)], ['B', 'D'])
})

test('20,000 random steps agree with an oracle that only counts how long each condition has lasted', () => {
  let seed = 7
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const [on, off] = [3, 2]
  const trial = trialOf(high, { limit: 90, hysteresis: 5, onDelay: `${on} s`, offDelay: `${off} s` })
  const samples = [{ value: 100 }, { value: 90 }, { value: 87 }, { value: 85 }, { value: 80 }, { value: { quality: Quality.Bad } }]
  let [active, acked, beyond, inside] = [false, true, 0, 0]
  let letter = 'A'
  for (let second = 0; second < 20_000; second++) {
    const sticky = random(3) === 0 ? random(samples.length) : undefined
    const { outputs } = trial.step(sticky === undefined ? null : (samples[sticky] ?? null), '1 s')
    // What was before this second's sample has lasted one more second.
    if (beyond > 0) beyond++
    if (inside > 0) inside++
    const before = active
    if (!active && beyond > on) [active, acked] = [true, false]
    if (active && inside > off) active = false
    if (active !== before) letter = active ? 'B' : acked ? 'A' : 'D'
    const { value } = sticky === undefined ? { value: undefined } : (samples[sticky] ?? { value: undefined })
    if (value !== undefined) {
      beyond = typeof value === 'number' && value >= 90 ? Math.max(1, beyond) : 0
      inside = typeof value === 'number' && value < 85 ? Math.max(1, inside) : 0
    }
    const transition = outputs.get('alarm')?.value as { state: string } | undefined
    assert.equal(transition?.state, active === before ? undefined : letter, `second ${second}`)
    if (random(20) === 0) {
      const { refused, outputs } = trial.step('acknowledge')
      assert.equal(refused?.code, acked ? 'nothing-to-acknowledge' : undefined, `second ${second}`)
      const told = outputs.get('alarm')?.value as { state: string } | undefined
      assert.equal(told?.state, acked ? undefined : active ? 'C' : 'A')
      acked = true
    }
  }
})
