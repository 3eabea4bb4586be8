/** What the contract says of loops. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Quality, sample } from '@millrace/flow'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }
const counting = {
  source,
  before: { is: 'r/previous', config: { initial: 10 }, in: { value: 'sum.value' } },
  sum: { is: 'm/default', in: { a: 'source.v', b: 'before.value' } },
}

test('a register is read early and written at the end of the tick', () => {
  const trial = new Trial({ nodes: counting }, 'sum.value')
  assert.deepEqual(trial.give('source', { v: 1 }), ['sum.value: 11'])
  assert.deepEqual(trial.give('source', { v: 1 }), ['sum.value: 12'])
})

test('for registers a row is a tick: the second row of a key reads what the first wrote', () => {
  const trial = new Trial({ nodes: counting }, 'sum.value')
  assert.deepEqual(trial.rows('source', ['p', { v: 1 }], ['q', { v: 5 }], ['p', { v: 1 }]), [
    'sum.value p: 11',
    'sum.value q: 15',
    'sum.value p: 12',
  ])
})

test('for registers a sub-tick is a tick', () => {
  const nodes = {
    ...counting,
    each: { is: 'p/each', in: { value: 'source.v' } },
    sum: { is: 'm/default', in: { a: 'each.value', b: 'before.value' } },
  }
  const trial = new Trial({ nodes }, 'sum.value')
  assert.deepEqual(trial.give('source', { v: 3 }), ['sum.value: 13', 'sum.value: 14'])
})

test('a register keeps the last sample that was not Bad', () => {
  const trial = new Trial({ nodes: counting }, 'sum.value')
  trial.give('source', { v: 1 })
  assert.deepEqual(trial.give('source', { v: sample(0, Quality.Bad) }), ['sum.value: Bad'])
  assert.deepEqual(trial.give('source', { v: 1 }), ['sum.value: 12'])
})

test('a register never triggers', () => {
  const trial = new Trial({ nodes: { ...counting, tells: { is: 'm/tells', in: { a: 'source.w', b: 'before.value' } } } }, 'tells.text')
  assert.deepEqual(trial.give('source', { v: 1 }), [])
  assert.deepEqual(trial.give('source', { w: 1 }), ['tells.text:  0 0 0 a'])
})

test('one key’s register is another’s only as an ancestor', () => {
  const trial = new Trial({ nodes: counting }, 'sum.value')
  trial.give('source', { v: 5 }, { key: 'p' })
  assert.deepEqual(trial.give('source', { v: 1 }, { key: 'p/a' }), ['sum.value p/a: 16'])
  assert.deepEqual(trial.give('source', { v: 1 }, { key: 'q' }), ['sum.value q: 11'])
})
