/** What the contract says of samples that are Bad. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Quality, sample } from '@millrace/flow'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }
const bad = sample(5, Quality.BadSensorFailure)

test('nodes that do not judge quality are not called on Bad: signals turn Bad without a value, events are silent', () => {
  const nodes = { source, throws: { is: 'm/throws', in: { value: 'source.v' } } }
  const trial = new Trial({ nodes }, 'throws.value', 'throws.event', 'throws.error')
  assert.deepEqual(trial.give('source', { v: bad }), ['throws.value: BadSensorFailure'])
})

test('a node that judges quality gets Bad samples, and says itself what comes of them', () => {
  const nodes = { source, judge: { is: 'm/judge', in: { a: 'source.v' } } }
  const trial = new Trial({ nodes }, 'judge.value', 'judge.as')
  assert.deepEqual(trial.give('source', { v: bad }), ['judge.value: 3 UncertainSubstituteValue'])
})

test('a number that is not finite leaves as Bad', () => {
  const trial = new Trial({ nodes: { source, ratio: { is: 'm/divide', in: { a: 'source.v', b: 'source.w' } } } }, 'source.v', 'ratio.value')
  assert.deepEqual(trial.give('source', { v: 1, w: 0 }), ['source.v: 1', 'ratio.value: BadOutOfRange'])
  assert.deepEqual(trial.give('source', { v: Number.NaN }), ['source.v: BadOutOfRange', 'ratio.value: BadOutOfRange'])
})

test('what is no number on a number’s port is Bad', () => {
  const trial = new Trial({ nodes: { source } }, 'source.v')
  assert.deepEqual(trial.give('source', { v: 'five' }), ['source.v: BadTypeMismatch'])
})

test('an own sample, though Bad, hides the ancestor’s and the initial value', () => {
  const nodes = { source, sum: { is: 'm/default', in: { a: { from: 'source.v', initial: 1 }, b: 'source.w' } } }
  const trial = new Trial({ nodes }, 'sum.value')
  trial.give('source', { v: 10 }, { key: 'p' })
  trial.give('source', { v: bad }, { key: 'p/a' })
  assert.deepEqual(trial.give('source', { w: 1 }, { key: 'p/a' }), ['sum.value p/a: BadSensorFailure'])
  assert.deepEqual(trial.give('source', { w: 1 }, { key: 'p/b' }), ['sum.value p/b: 11'])
})

test('sinks get Bad samples with their quality unless they skip them', () => {
  const nodes = { source, sink: { is: 'k/sink', in: { value: 'source.v' } }, skips: { is: 'k/skips', in: { value: 'source.v' } } }
  assert.deepEqual(new Trial({ nodes }).give('source', { v: bad }), ['send sink.value: BadSensorFailure'])
})

test('a Bad sample goes through merge as it is', () => {
  const trial = new Trial({ nodes: { source, one: { is: 'm/merge', in: { in1: 'source.v', in2: 'source.w' } } } }, 'one.value')
  assert.deepEqual(trial.give('source', { v: bad, w: 2 }), ['one.value: BadSensorFailure', 'one.value: 2'])
})

test('what a wake emits has the quality that the node was last given', () => {
  const trial = new Trial({ nodes: { source, later: { is: 'f/late', in: { value: 'source.v' } } } }, 'later.value')
  trial.give('source', { v: sample(1, Quality.Uncertain) })
  assert.deepEqual(trial.pass(50), ['later.value: 1 Uncertain'])
  trial.give('source', { v: bad })
  assert.deepEqual(trial.pass(100), ['later.value: BadSensorFailure'])
})

test('the reserved severity counts as Bad', () => {
  const trial = new Trial({ nodes: { source, gain: { is: 'm/gain', in: { value: 'source.v' } } } }, 'gain.value')
  assert.deepEqual(trial.give('source', { v: sample(1, 0xffffffff) }), ['gain.value: 0xbfffffff'])
})
