/** What the contract says of nodes that work across keys. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Quality, sample } from '@millrace/flow'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }
const sum = { is: 'g/sum', in: { value: 'source.v' } }

test('a gather works across the children of an ancestor, under the ancestor’s key', () => {
  const trial = new Trial({ nodes: { source, sum, sink: { is: 'k/sink', in: { value: 'sum.sum' } } } })
  assert.deepEqual(trial.give('source', { v: 1 }, { key: 'p/a' }), ['send sink.value p: 1'])
  assert.deepEqual(trial.give('source', { v: 2 }, { key: 'p/b' }), ['send sink.value p: 3'])
  assert.deepEqual(trial.give('source', { v: 10 }, { key: 'q/a' }), ['send sink.value q: 10'])
  assert.deepEqual(trial.give('source', { v: 5 }), [])
})

test('sums of sums: the deepest ancestor fires first', () => {
  const trial = new Trial({ nodes: { source, sum, all: { is: 'g/sum', in: { value: 'sum.sum' } } } }, 'sum.sum', 'all.sum')
  assert.deepEqual(trial.rows('source', ['p/a/x', { v: 1 }], ['p/b/x', { v: 2 }], ['p/a/y', { v: 4 }]), [
    'sum.sum p/a: 5',
    'sum.sum p/b: 2',
    'all.sum p: 7',
  ])
  assert.deepEqual(trial.rows('source', ['p/c', { v: 1 }], ['p/a/x', { v: 3 }]), [
    'sum.sum p/a: 7',
    'sum.sum p: 1',
    'all.sum p: 9',
    'all.sum: 1',
  ])
})

test('two gathers that meet at the ancestor have no glitch', () => {
  const nodes = { source, v: sum, w: { is: 'g/sum', in: { value: 'source.w' } }, ratio: { is: 'm/divide', in: { a: 'v.sum', b: 'w.sum' } } }
  const trial = new Trial({ nodes }, 'ratio.value')
  assert.deepEqual(trial.rows('source', ['p/a', { v: 6, w: 1 }], ['p/b', { v: 6, w: 3 }]), ['ratio.value p: 3'])
})

test('a coarser value never triggers a finer node, which finds it when it fires', () => {
  const trial = new Trial(
    { nodes: { source, sum, share: { is: 'm/divide', in: { a: 'source.w', b: 'sum.sum' } } } },
    'sum.sum',
    'share.value',
  )
  assert.deepEqual(trial.rows('source', ['p/a', { v: 2 }], ['p/b', { v: 6 }]), ['sum.sum p: 8'])
  assert.deepEqual(trial.give('source', { w: 4 }, { key: 'p/a' }), ['share.value p/a: 0.5'])
})

test('children come in the order of their first sample, Bad ones too, also after a restart', () => {
  const trial = new Trial({ nodes: { source, all: { is: 'g/plant', in: { value: 'source.v' } } } }, 'all.text')
  trial.rows('source', ['p/z', { v: 1 }], ['p/a', { v: sample(0, Quality.Bad) }], ['q/a', { v: 9 }])
  trial.restart()
  assert.deepEqual(trial.give('source', { v: 2 }, { key: 'p/m' }), ['all.text p: p/z=1@0,p/a=undefined@2147483648,p/m=2@0'])
})

test('a gather of events has those of its entry alone', () => {
  const trial = new Trial({ nodes: { source, all: { is: 'g/plant', in: { value: 'source.e' } } } }, 'all.text')
  assert.deepEqual(trial.rows('source', ['p/a', { e: 1 }], ['p/b', { e: 2 }]), ['all.text p: p/a=1@0,p/b=2@0'])
  assert.deepEqual(trial.rows('source', ['p/b', { e: 3 }]), ['all.text p: p/b=3@0'])
})

test('a spread and a gather turn a message into figures of its ancestor, once an entry', () => {
  const nodes = { source, each: { is: 'p/rekey', in: { value: 'source.v' } }, sum: { is: 'g/sum', in: { value: 'each.value' } } }
  const trial = new Trial({ nodes }, 'each.value', 'sum.sum')
  assert.deepEqual(trial.rows('source', ['', { v: 3 }], ['', { v: 4 }]), ['each.value p/a0: 3', 'each.value p/b0: 4', 'sum.sum p: 7'])
})

test('a gather that fails turns Bad at the ancestor and speaks on its error port', () => {
  const nodes = { source, sum, sink: { is: 'k/sink', in: { value: 'sum.error' } } }
  const trial = new Trial({ nodes }, 'sum.sum')
  const said = trial.give('source', { v: 23 }, { key: 'p/a' })
  assert.deepEqual(said.slice(0, 2), ['error sum.error p: failed', 'sum.sum p: Bad'])
  assert.match(said[2] ?? '', /^send sink.value p: .*"message":"not twenty-three"/)
})
