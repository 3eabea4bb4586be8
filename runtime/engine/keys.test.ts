/** What the contract says of keys. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Keys, nearest } from './keys.ts'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }

test('an input without a value for a key uses its nearest ancestor’s, as a lookup that does not trigger', () => {
  const trial = new Trial({ nodes: { source, ratio: { is: 'm/divide', in: { a: 'source.v', b: 'source.w' } } } }, 'ratio.value')
  assert.deepEqual(trial.give('source', { w: 2 }), [])
  assert.deepEqual(trial.give('source', { v: 8 }, { key: 'p/a/x' }), ['ratio.value p/a/x: 4'])
  assert.deepEqual(trial.give('source', { w: 4 }, { key: 'p' }), [])
  assert.deepEqual(trial.give('source', { v: 8 }, { key: 'p/a/x' }), ['ratio.value p/a/x: 2'])
  assert.deepEqual(trial.give('source', { v: 8 }, { key: 'q' }), ['ratio.value q: 4'])
})

test('state is kept a key', () => {
  const trial = new Trial({ nodes: { source, sum: { is: 'f/flat', in: { value: 'source.v' } } } }, 'sum.sum')
  assert.deepEqual(trial.rows('source', ['p', { v: 1 }], ['q', { v: 5 }], ['p', { v: 1 }]), [
    'sum.sum p: 3',
    'sum.sum q: 7',
    'sum.sum p: 5',
  ])
})

test('keys are capped: one too many is a counted reject, and once an alarm of the flow itself', () => {
  const trial = new Trial({ keys: { cap: 2 }, nodes: { source, gain: { is: 'm/gain', in: { value: 'source.v' } } } }, 'gain.value')
  trial.rows('source', ['a', { v: 1 }], ['b', { v: 1 }])
  const [alarm, ...more] = trial.rows('source', ['c', { v: 1 }], ['a', { v: 2 }], ['d', { v: 1 }])
  assert.match(alarm ?? '', /^alarm .alarm: .*"active":true.*"why":"key c is one more/)
  assert.deepEqual(more, ['gain.value a: 4'])
  assert.equal(trial.engine.counters.rejects, 2)
})

test('an ancestor takes no place under the cap, a new key of a spread does', () => {
  const nodes = { source, to: { is: 'p/rekey', in: { value: 'source.v' } }, sum: { is: 'g/sum', in: { value: 'to.value' } } }
  const trial = new Trial({ keys: { cap: 2 }, nodes }, 'to.value', 'sum.sum')
  assert.deepEqual(trial.give('source', { v: 3 }, { key: 'x' }), ['to.value p/a1: 3', 'sum.sum p: 3'])
  assert.match(trial.give('source', { v: 4 }, { key: 'x' })[0] ?? '', /^alarm/)
  assert.equal(trial.engine.counters.keys, 2)
})

test('a path of more than 32 levels is rejected, for each level is a key of its own', () => {
  const trial = new Trial({ nodes: { source } }, 'source.v')
  assert.deepEqual(trial.give('source', { v: 1 }, { key: Array(32).fill('a').join('/') }).length, 1)
  trial.give('source', { v: 1 }, { key: Array(33).fill('a').join('/') })
  assert.equal(trial.engine.counters.rejects, 1)
})

test('forgetAfter retires idle keys by journal time, and makes room under the cap', () => {
  const nodes = { source, sum: { is: 'f/flat', in: { value: 'source.v' } } }
  const trial = new Trial({ keys: { cap: 2, forgetAfter: '1 s' }, nodes }, 'sum.sum')
  trial.rows('source', ['a', { v: 1 }], ['b', { v: 1 }], ['c', { v: 1 }])
  trial.give('source', { v: 1 }, { key: 'a', now: 900 })
  const [alarm, said] = trial.give('source', { v: 1 }, { key: 'c', now: 1_000 })
  assert.match(alarm ?? '', /^alarm .alarm: .*"active":false/)
  assert.equal(said, 'sum.sum c: 3')
  assert.deepEqual(trial.give('source', { v: 1 }, { key: 'b', now: 2_500 }), ['sum.sum b: 3'])
})

test('never one with an active alarm', () => {
  const nodes = { source, high: { is: 'f/alarm', in: { value: 'source.v' } } }
  const trial = new Trial({ keys: { forgetAfter: '1 s' }, nodes })
  trial.rows('source', ['a', { v: 50 }], ['b', { v: 1 }])
  trial.pass(50_000)
  assert.equal(trial.engine.counters.keys, 1)
  assert.match(trial.give('source', { v: 1 }, { key: 'a' })[0] ?? '', /"active":false/)
})

test('an index is used again once nothing hangs below it, and then means nothing of what it was', () => {
  const keys = new Keys(true)
  const named: string[] = []
  keys.onNamed((k) => named.push(keys.names[k] ?? ''))
  const a = keys.use('p/a', 1, 10)
  keys.use('p/b', 1, 10)
  keys.retire(a)
  assert.equal(keys.use('q', 2, 10), a)
  assert.deepEqual(named, ['', 'p', 'p/a', 'p/b', 'q'])
  assert.equal(keys.find('p/a'), undefined)
  assert.equal(nearest(keys.parent, [5, -1, -1, -1], keys.find('p/b') ?? 0), 0)
  keys.retire(keys.find('p/b') ?? 0)
  assert.equal(keys.find('p'), undefined)
})
