/** What the contract says of firings that fail, and of commands. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FiringError } from '@millrace/flow/entry.ts'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }

test('a failed firing gives Bad on its outputs and a record on its error port; the rest of the tick goes on', () => {
  const nodes = {
    source,
    throws: { is: 'm/throws', in: { value: 'source.v' } },
    after: { is: 'm/default', in: { a: 'throws.value' } },
    heard: { is: 'm/any', in: { a: 'throws.error' } },
    other: { is: 'm/gain', in: { value: 'source.v' } },
  }
  const trial = new Trial({ nodes }, 'throws.value', 'throws.error', 'after.value', 'heard.a', 'other.value')
  const said = trial.give('source', { v: 50 }, { key: 'p', now: 9 })
  const record = '{"node":"throws","entry":1,"key":"p","code":"too-much","message":"50 is too much","input":{"value":50}}'
  assert.deepEqual(said, [
    'error throws.error p: too-much',
    `throws.error p: ${record}`,
    'throws.value p: Bad',
    'after.value p: Bad',
    `heard.a p: ${record}`,
    'other.value p: 100',
  ])
  assert.equal(trial.engine.counters.errors, 1)
})

test('an error that is no refusal has a code too, and its message', () => {
  const trial = new Trial({ nodes: { source, throws: { is: 'm/throws', in: { value: 'source.v' } } } })
  trial.give('source', { v: -50 })
  const [error] = trial.effects.map(({ value }) => value as FiringError)
  assert.deepEqual([error?.code, error?.message], ['failed', 'far too little'])
})

test('a fold that throws has changed nothing', () => {
  const trial = new Trial({ nodes: { source, sum: { is: 'f/flat', in: { value: 'source.v' } } } }, 'sum.sum')
  trial.give('source', { v: 1 })
  assert.deepEqual(trial.give('source', { v: 11 }), ['error sum.error: failed', 'sum.sum: Bad'])
  assert.deepEqual(trial.give('source', { v: 1 }), ['sum.sum: 5'])
})

test('a wake that fails speaks too', () => {
  const trial = new Trial(
    { nodes: { source, later: { is: 'f/late', in: { value: 'source.v' } }, sink: { is: 'k/sink', in: { value: 'later.error' } } } },
    'later.value',
  )
  trial.give('source', { v: 3 })
  const said = trial.pass(50)
  assert.deepEqual(said.slice(0, 2), ['error later.error: no-three', 'later.value: Bad'])
  assert.match(said[2] ?? '', /^send sink.value: /)
})

test('a node that asks to be woken at one instant without end is told so, and time goes on', () => {
  const trial = new Trial({ nodes: { source, restless: { is: 'f/restless', in: { value: 'source.v' } } } }, 'source.v')
  trial.give('source', { v: 1 })
  assert.deepEqual(trial.give('source', { v: 2 }, { now: 50 }), ['error restless.error: woken-without-end', 'source.v: 2'])
})

test('a spread that fails makes no sub-ticks, and merge fails for one input alone', () => {
  const nodes = {
    source,
    each: { is: 'p/each', in: { value: 'source.v' } },
    one: { is: 'm/merge', in: { in1: 'source.v', in2: 'source.w' } },
  }
  const trial = new Trial({ nodes }, 'each.item', 'each.value', 'one.value')
  assert.deepEqual(trial.give('source', { v: 19 }), ['error each.error: failed', 'each.value: Bad', 'one.value: 19'])
  assert.deepEqual(trial.give('source', { w: 17 }), ['error one.error: failed', 'one.value: Bad'])
})

test('a command reaches the node’s state for its key', () => {
  const trial = new Trial({ nodes: { source, later: { is: 'f/late', in: { value: 'source.v' } } } }, 'later.value', 'later.done')
  trial.give('source', { v: 5 }, { key: 'p', now: 10 })
  assert.deepEqual(trial.command('later', 'reset', 'p'), ['later.value p: 0', 'later.done p: 10'])
  assert.deepEqual(trial.pass(1_000), [])
})

test('a command that is refused changes nothing but speaks on the error port', () => {
  const trial = new Trial({ nodes: { source, later: { is: 'f/late', in: { value: 'source.v' } } } }, 'later.value')
  trial.give('source', { v: 5 })
  assert.deepEqual(trial.command('later', 'fail'), ['error later.error: refused'])
  assert.deepEqual(trial.command('later', 'dance'), ['error later.error: command-refused'])
  assert.deepEqual(trial.command('later', 'reset', 'nobody'), ['error later.error: command-refused'])
  assert.deepEqual(trial.command('source', 'reset'), ['error source.error: command-refused'])
  assert.deepEqual(trial.command('nowhere', 'reset'), ['wrong: there is no node "nowhere"'])
  assert.deepEqual(trial.pass(50), ['later.value: 5'])
})

test('every alarm transition is an effect, wired or not, on record with its node, key, release and entry', () => {
  const trial = new Trial({ nodes: { source, high: { is: 'f/alarm', in: { value: 'source.v' } } } })
  assert.deepEqual(trial.give('source', { v: 50 }, { key: 'p', now: 7 }), [
    'alarm high.alarm p: {"id":"high@p","node":"high","key":"p","active":true,"since":7,"release":"test","entry":1}',
  ])
  assert.deepEqual(trial.give('source', { v: 51 }, { key: 'p' }), [])
})
