/** What the contract says of ports and firing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sample } from '@millrace/flow'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }

test('a node fires when a sample arrives, changed or not, and every required input has a value', () => {
  const trial = new Trial({ nodes: { source, ratio: { is: 'm/divide', in: { a: 'source.v', b: 'source.w' } } } }, 'ratio.value')
  assert.deepEqual(trial.give('source', { v: 6 }), [])
  assert.deepEqual(trial.give('source', { w: 3 }), ['ratio.value: 2'])
  assert.deepEqual(trial.give('source', { w: 3 }), ['ratio.value: 2'])
})

test('an event is there only in its tick', () => {
  const trial = new Trial(
    { nodes: { source, gate: { is: 'm/gate', in: { value: 'source.v', open: 'source.e' } } } },
    'gate.value',
    'gate.passed',
  )
  assert.deepEqual(trial.give('source', { v: 1, e: 5 }), ['gate.passed: 1', 'gate.value: 5'])
  assert.deepEqual(trial.give('source', { v: 2 }), ['gate.value: 2'])
})

test('an initial value stands in until the first sample, and an optional input may have nothing', () => {
  const nodes = { source, sum: { is: 'm/default', in: { a: { from: 'source.v', initial: 1 }, b: 'source.w' } } }
  const trial = new Trial({ nodes }, 'sum.value')
  assert.deepEqual(trial.give('source', { w: 2 }), ['sum.value: 3'])
  assert.deepEqual(trial.give('source', { v: 10 }), ['sum.value: 12'])
  const without = new Trial({ nodes: { source, sum: { is: 'm/default', in: { a: 'source.v' } } } }, 'sum.value')
  assert.deepEqual(without.give('source', { v: 1 }), ['sum.value: 101'])
})

test('a value older than maxAge by journal time counts as Bad when the node fires', () => {
  const nodes = { source, ratio: { is: 'm/divide', in: { a: { from: 'source.v', maxAge: '1 s' }, b: 'source.w' } } }
  const trial = new Trial({ nodes }, 'ratio.value')
  trial.give('source', { v: 8, w: 1 }, { now: 0 })
  assert.deepEqual(trial.give('source', { w: 2 }, { now: 1_000 }), ['ratio.value: 4'])
  assert.deepEqual(trial.give('source', { w: 2 }, { now: 1_001 }), ['ratio.value: BadNoData'])
})

test('a literal or a parameter stands in for a wire and triggers nothing', () => {
  const nodes = {
    source,
    ratio: { is: 'm/divide', in: { a: 'source.v', b: { parameter: 'by' } } },
    half: { is: 'm/divide', in: { a: 'source.v', b: { value: 2 } } },
  }
  const trial = new Trial({ parameters: { by: { type: 'number', default: 4 } }, nodes }, 'ratio.value', 'half.value')
  assert.deepEqual(trial.give('source', { v: 8 }), ['ratio.value: 2', 'half.value: 4'])
  assert.deepEqual(trial.fold({ kind: 'parameter', parameter: 'by', key: '', value: 8 }), [])
  assert.deepEqual(trial.give('source', { v: 8 }), ['ratio.value: 1', 'half.value: 4'])
})

test('merge passes the first input in this tick and the others as sub-ticks', () => {
  const nodes = { source, one: { is: 'm/merge', in: { in1: 'source.v', in2: 'source.w', in3: 'source.e' }, config: { inputs: 3 } } }
  const trial = new Trial({ nodes }, 'one.value')
  assert.deepEqual(trial.give('source', { w: 2, e: 3, v: 1 }), ['one.value: 1', 'one.value: 2', 'one.value: 3'])
  assert.deepEqual(
    trial.effects.map(({ sub }) => sub),
    [0, 1, 2],
  )
})

test('arrived says which inputs have a new sample; a wake has none', () => {
  const trial = new Trial({ nodes: { source, tells: { is: 'm/tells', in: { a: 'source.v', b: 'source.w' } } } }, 'tells.text')
  assert.deepEqual(trial.give('source', { v: 1 }, { key: 'p', time: 5, now: 9 }), ['tells.text p: p 5 9 0 a'])
  assert.deepEqual(trial.give('source', { w: 1 }, { key: 'p', time: 4 }), ['tells.text p: p 5 9 0 b'])
})

test('quality is the worst of the inputs, a tie goes to the first; time is the newest', () => {
  const trial = new Trial({ nodes: { source, tells: { is: 'm/tells', in: { a: 'source.v', b: 'source.w' } } } }, 'tells.text')
  const uncertain = { v: sample(1, 0x40900000), w: sample(2, 0x40930000) }
  assert.deepEqual(trial.give('source', uncertain, { time: 7, now: 9 }), ['tells.text:  7 9 1083179008 a,b UncertainLastUsableValue'])
})

test('a row may go straight to a node’s inputs, which hold it until the wire brings something', () => {
  const trial = new Trial({ nodes: { source, ratio: { is: 'm/divide', in: { a: 'source.v', b: 'source.w' } } } }, 'ratio.value')
  trial.give('source', { v: 6, w: 2 })
  assert.deepEqual(trial.feed('ratio', { b: 3 }), ['ratio.value: 2'])
  assert.deepEqual(trial.give('source', { v: 9 }), ['ratio.value: 3'])
  assert.deepEqual(trial.give('source', { w: 1 }), ['ratio.value: 9'])
  assert.deepEqual(trial.feed('ratio', { c: 3 }), ['wrong: ratio has no input "c"'])
})
