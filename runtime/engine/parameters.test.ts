/** What the contract says of parameters. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }
const parameters = { gain: { type: 'number' as const, default: 2, byKey: { p: 3, 'p/a/x': 4 }, max: 50 } }
const nodes = { source, gain: { is: 'm/gain', in: { value: 'source.v' }, config: { gain: { parameter: 'gain' } } } }
const set = (trial: Trial, key: string, value: never) => trial.fold({ kind: 'parameter', parameter: 'gain', key, value })

test('parameters resolve by the longest key prefix', () => {
  const trial = new Trial({ parameters, nodes }, 'gain.value')
  const rows = ['', 'q', 'p', 'p/a', 'p/a/x', 'p/a/x/y'].map((key) => [key, { v: 1 }] as const)
  assert.deepEqual(trial.rows('source', ...rows), [
    'gain.value: 2',
    'gain.value q: 2',
    'gain.value p: 3',
    'gain.value p/a: 3',
    'gain.value p/a/x: 4',
    'gain.value p/a/x/y: 4',
  ])
})

test('a change is an entry: it fires nothing, keeps state, and holds for keys that come later', () => {
  const trial = new Trial(
    { parameters, nodes: { ...nodes, sum: { is: 'f/object', in: { value: 'gain.value' } } } },
    'gain.value',
    'sum.count',
  )
  trial.give('source', { v: 1 }, { key: 'p/a' })
  assert.deepEqual(set(trial, 'p/a', 10 as never), [])
  assert.deepEqual(trial.give('source', { v: 1 }, { key: 'p/a' }), ['gain.value p/a: 10', 'sum.count p/a: 2'])
  assert.deepEqual(trial.give('source', { v: 1 }, { key: 'p/a/new' }), ['gain.value p/a/new: 10', 'sum.count p/a/new: 1'])
})

test('a value that makes a config wrong, or is none for the parameter, is refused, and nothing changes', () => {
  const trial = new Trial({ parameters, nodes }, 'gain.value')
  assert.match(set(trial, '', -6 as never)[0] ?? '', /^wrong: gain cannot be -6/)
  assert.match(set(trial, '', 51 as never)[0] ?? '', /^wrong: gain: 51 is not between/)
  assert.match(set(trial, '', 'x' as never)[0] ?? '', /^wrong: gain: a number is needed here, not "x"/)
  assert.match(trial.fold({ kind: 'parameter', parameter: 'none', key: '', value: 1 })[0] ?? '', /^wrong: there is no parameter/)
  assert.deepEqual(trial.give('source', { v: 1 }), ['gain.value: 2'])
})

test('it is refused too where only a key that is yet to come would have the wrong config', () => {
  const trial = new Trial({ parameters, nodes }, 'gain.value')
  assert.match(set(trial, 'far/away', -6 as never)[0] ?? '', /^wrong/)
  assert.deepEqual(trial.give('source', { v: 1 }, { key: 'far/away' }), ['gain.value far/away: 2'])
})

test('what an operator set outlives a deploy, unless the new release says something else there', () => {
  const trial = new Trial({ parameters, nodes }, 'gain.value')
  set(trial, 'p', 7 as never)
  set(trial, '', 8 as never)
  trial.restart({ parameters: { gain: { ...parameters.gain, byKey: { p: 5 } } }, nodes })
  assert.deepEqual(trial.rows('source', ['p', { v: 1 }], ['q', { v: 1 }]), ['gain.value p: 5', 'gain.value q: 8'])
})

test('a value that the new release cannot use is dropped by the deploy', () => {
  const trial = new Trial({ parameters, nodes }, 'gain.value')
  set(trial, '', 40 as never)
  trial.restart({ parameters: { gain: { ...parameters.gain, max: 30 } }, nodes })
  assert.deepEqual(trial.give('source', { v: 1 }), ['gain.value: 2'])
})

test('a change in a table of 10,000 keys takes no time to speak of', () => {
  const byKey = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`p/${i}`, i % 50]))
  const gains = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`gain${i}`, nodes.gain]))
  const trial = new Trial({ parameters: { gain: { ...parameters.gain, byKey } }, nodes: { source, ...gains } }, 'gain0.value')
  const began = performance.now()
  for (let i = 0; i < 20; i++) set(trial, `p/${i}`, 7 as never)
  assert.ok(performance.now() - began < 5_000, `${(performance.now() - began).toFixed(0)} ms for 20 changes`)
  assert.deepEqual(trial.rows('source', ['p/3', { v: 1 }], ['p/33', { v: 1 }]), ['gain0.value p/3: 7', 'gain0.value p/33: 33'])
})
