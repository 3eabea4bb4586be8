/** What the contract says of samples that are late. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sample } from '@millrace/flow'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }

test('a sample older than the one held for its key and port is late: counted, and not delivered', () => {
  const trial = new Trial({ nodes: { source, gain: { is: 'm/gain', in: { value: 'source.v' } } } }, 'gain.value')
  trial.give('source', { v: 1 }, { time: 100 })
  assert.deepEqual(trial.give('source', { v: 2 }, { time: 99 }), [])
  assert.deepEqual(trial.give('source', { v: 3 }, { time: 100 }), ['gain.value: 6'])
  assert.deepEqual(trial.give('source', { v: 4 }, { time: 5, key: 'p' }), ['gain.value p: 8'])
  assert.deepEqual(trial.give('source', { w: 4, v: sample(1, 0, 4) }, { time: 5, key: 'p' }), [])
  assert.equal(trial.engine.counters.late, 2)
})

test('it reaches nodes that work in event time, also through maps with one wire, and nothing else', () => {
  const nodes = {
    source,
    gain: { is: 'm/gain', in: { value: 'source.v' } },
    window: { is: 'f/event-time', in: { value: 'gain.value' } },
    sink: { is: 'k/sink', in: { value: 'gain.value' } },
    ratio: { is: 'm/divide', in: { a: 'gain.value', b: 'source.w' } },
  }
  const trial = new Trial({ nodes }, 'window.samples', 'ratio.value')
  assert.deepEqual(trial.give('source', { v: 1, w: 1 }, { time: 100 }), ['window.samples: 1', 'send sink.value: 2', 'ratio.value: 2'])
  assert.deepEqual(trial.give('source', { v: 8 }, { time: 50 }), ['window.samples: 2'])
  assert.deepEqual(trial.give('source', { w: 2 }, { time: 101 }), ['ratio.value: 1'])
})

test('it does not go through a node with several wires, nor out of a port that leads to nothing in event time', () => {
  const nodes = {
    source,
    ratio: { is: 'm/divide', in: { a: 'source.v', b: 'source.w' } },
    two: { is: 'f/event-time', in: { value: 'ratio.value' } },
    even: { is: 'm/throws', in: { value: 'source.v' } },
    one: { is: 'f/event-time', in: { value: 'even.value' } },
    sink: { is: 'k/sink', in: { value: 'even.event' } },
  }
  const trial = new Trial({ nodes }, 'one.samples', 'two.samples', 'even.event')
  assert.deepEqual(trial.give('source', { v: 2, w: 1 }, { time: 100 }), [
    'two.samples: 1',
    'even.event: 2',
    'one.samples: 1',
    'send sink.value: 2',
  ])
  assert.deepEqual(trial.give('source', { v: 4 }, { time: 50 }), ['one.samples: 2'])
})

test('it is no news to a register', () => {
  const nodes = {
    source,
    before: { is: 'r/previous', in: { value: 'source.v' } },
    window: { is: 'f/event-time', in: { value: 'source.v', other: 'before.value' } },
  }
  const trial = new Trial({ nodes }, 'before.value')
  assert.deepEqual(trial.give('source', { v: 1 }, { time: 100 }), ['before.value: 1'])
  assert.deepEqual(trial.give('source', { v: 2 }, { time: 50 }), [])
})

test('inside a tick everything is accepted, also behind a merge', () => {
  const nodes = { source, one: { is: 'm/merge', in: { in1: 'source.v', in2: 'source.w' } } }
  const trial = new Trial({ nodes }, 'one.value')
  trial.give('source', { v: 1 }, { time: 100 })
  assert.deepEqual(trial.give('source', { w: 2 }, { time: 50 }), ['one.value: 2'])
})
