/** What the contract says of state that a new release takes over. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }
const sum = { is: 'f/flat', in: { value: 'source.v' } }

test('state is adopted by node name, for the same kind of node', () => {
  const trial = new Trial({ nodes: { source, sum } }, 'sum.sum')
  trial.give('source', { v: 1 })
  trial.restart({ nodes: { source, more: { is: 'm/gain', in: { value: 'source.v' } }, sum: { ...sum, in: { value: 'more.value' } } } })
  assert.deepEqual(trial.give('source', { v: 1 }), ['sum.sum: 6'])
})

test('a renaming leaves `was`, and the state follows, its wakes too', () => {
  const trial = new Trial({ nodes: { source, sum, later: { is: 'f/late', in: { value: 'source.v' } } } })
  trial.give('source', { v: 1 })
  trial.restart({
    nodes: {
      source,
      sum: { is: 'm/gain', in: { value: 'source.v' } },
      total: { ...sum, was: 'sum' },
      soon: { is: 'f/late', in: { value: 'source.v' }, was: 'later' },
    },
  })
  trial.engine.watch('total.sum')
  trial.engine.watch('soon.value')
  assert.deepEqual(trial.pass(50), ['soon.value: 1'])
  assert.deepEqual(trial.give('source', { v: 1 }), ['total.sum: 5'])
})

test('another kind of node under the same name begins anew', () => {
  const trial = new Trial({ nodes: { source, sum } })
  trial.give('source', { v: 1 })
  trial.restart({ nodes: { source, sum: { is: 'f/object', in: { value: 'source.v' } } } })
  trial.engine.watch('sum.count')
  assert.deepEqual(trial.give('source', { v: 1 }), ['sum.count: 1'])
})

test('held values, lateness, registers and questions come back as they were', () => {
  const nodes = {
    source,
    before: { is: 'r/previous', in: { value: 'source.v' } },
    ratio: { is: 'm/divide', in: { a: 'source.v', b: 'source.w' } },
    ask: { is: 'c/ask', in: { value: 'ratio.value', more: 'before.value' } },
  }
  const trial = new Trial({ nodes }, 'ratio.value', 'ask.answer')
  trial.give('source', { v: 6, w: 2 }, { time: 100, now: 200 })
  trial.restart()
  assert.deepEqual(trial.give('source', { v: 1 }, { time: 99 }), [])
  assert.deepEqual(trial.give('source', { v: 8 }, { time: 101 }), ['ratio.value: 4', 'ask ask.in: {"value":4,"more":6}'])
  assert.deepEqual(trial.fold({ kind: 'reply', node: 'ask', to: 1, ports: { answer: 1 } }), ['ask.answer: 1'])
})
