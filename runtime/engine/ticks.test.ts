/** What the contract says of entries, ticks and time. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }

test('all ports of a row arrive together: a diamond fires once, without a glitch', () => {
  const trial = new Trial(
    {
      nodes: {
        source,
        doubled: { is: 'm/gain', in: { value: 'source.v' } },
        ratio: { is: 'm/divide', in: { a: 'doubled.value', b: 'source.v' } },
      },
    },
    'ratio.value',
  )
  assert.deepEqual(trial.give('source', { v: 4 }), ['ratio.value: 2'])
  assert.deepEqual(trial.give('source', { v: 8 }), ['ratio.value: 2'])
})

test('two ports of one emission never meet a stale value of each other', () => {
  const trial = new Trial({ nodes: { source, ratio: { is: 'm/divide', in: { a: 'source.v', b: 'source.w' } } } }, 'ratio.value')
  assert.deepEqual(trial.give('source', { v: 6, w: 2 }), ['ratio.value: 3'])
  assert.deepEqual(trial.give('source', { v: 10, w: 5 }), ['ratio.value: 2'])
})

test("each key's graph fires once a row, and nodes that work across keys once, after the last row", () => {
  const trial = new Trial({ nodes: { source, sum: { is: 'g/sum', in: { value: 'source.v' } } } }, 'source.v', 'sum.sum')
  assert.deepEqual(trial.rows('source', ['p/a', { v: 1 }], ['p/b', { v: 2 }], ['p/a', { v: 5 }]), [
    'source.v p/a: 1',
    'source.v p/b: 2',
    'source.v p/a: 5',
    'sum.sum p: 7',
  ])
})

test('sub-ticks are run depth first, before the next row', () => {
  const nodes = { source, outer: { is: 'p/each', in: { value: 'source.v' } }, inner: { is: 'p/each', in: { value: 'outer.item' } } }
  const trial = new Trial({ nodes }, 'outer.item', 'inner.item')
  assert.deepEqual(trial.rows('source', ['', { v: 2 }], ['', { v: 1 }]), [
    'outer.item: 2',
    'inner.item: 2',
    'inner.item: 3',
    'outer.item: 3',
    'inner.item: 3',
    'inner.item: 4',
    'inner.item: 5',
    'outer.item: 1',
    'inner.item: 1',
  ])
  assert.deepEqual(
    trial.effects.map(({ sub }) => sub),
    [1, 2, 3, 4, 5, 6, 7, 8, 9],
  )
})

test('index runs on across sub-ticks and wakes: entry and index are unique', () => {
  const nodes = { source, each: { is: 'p/each', in: { value: 'source.v' } }, later: { is: 'f/late', in: { value: 'each.item' } } }
  const trial = new Trial({ nodes }, 'each.item', 'later.value')
  trial.give('source', { v: 3 })
  trial.give('source', { v: 2 }, { now: 500 })
  assert.deepEqual(
    trial.effects.map(({ entry, index }) => [entry, index]),
    trial.effects.map((_, i) => [2, i]),
  )
})

test('more than 10,000 sub-ticks of one entry are an error of the firing', () => {
  const nodes = { source, each: { is: 'p/each', in: { value: 'source.v' } }, sink: { is: 'k/sink', in: { value: 'each.item' } } }
  const trial = new Trial({ nodes })
  const rows = [...Array.from({ length: 3_333 }, () => 3), 1, 1, 2].map((v) => ({ ports: { v } }))
  const said = trial.fold({ kind: 'emit', node: 'source', rows })
  assert.equal(said.filter((line) => line.startsWith('send')).length, 10_000)
  assert.deepEqual(said.slice(10_000), ['error each.error: too-many-items', 'error each.error: too-many-items'])
})

test('now never decreases, and what is due fires at its own time before the entry', () => {
  const trial = new Trial({ nodes: { source, later: { is: 'f/late', in: { value: 'source.v' } } } }, 'source.v', 'later.value')
  trial.give('source', { v: 1 }, { now: 1_000 })
  assert.deepEqual(trial.give('source', { v: 2 }, { now: 1_120 }), ['later.value: 1', 'later.value: 1', 'source.v: 2'])
  assert.deepEqual(
    trial.effects.map(({ time }) => time),
    [1_050, 1_100, 1_120],
  )
  trial.give('source', { v: 9 }, { now: 5 })
  assert.equal(trial.effects.at(-1)?.time, 1_120)
})

test('wakes fire in order of due time, then of asking', () => {
  const nodes = {
    source,
    first: { is: 'f/late', in: { value: 'source.v' }, config: { delay: 100 } },
    second: { is: 'f/late', in: { value: 'source.v' } },
  }
  const trial = new Trial({ nodes }, 'first.value', 'second.value')
  trial.give('source', { v: 1 }, { now: 0 })
  assert.deepEqual(trial.pass(1_000), ['second.value: 1', 'first.value: 1', 'second.value: 1', 'first.value: 1'])
})

test('the end of the input fires nothing, time that passes does', () => {
  const trial = new Trial({ nodes: { source, later: { is: 'f/late', in: { value: 'source.v' } } } }, 'later.value')
  assert.deepEqual(trial.give('source', { v: 1 }), [])
  assert.equal(trial.engine.nextWake(), 50)
  assert.deepEqual(trial.pass(49), [])
  assert.deepEqual(trial.pass(50), ['later.value: 1'])
})
