/** What changed between two documents is told by what it means, not by lines. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffFlows } from './diff.ts'
import type { FlowDocument } from './document.ts'
import { applyEdits } from './edit.ts'
import type { Edit } from './edit-command.ts'
import { watch } from './fixture.ts'

const after = (...edits: Edit[]): FlowDocument => {
  const done = applyEdits(watch, { says: { en: '', zh: '' }, edits })
  if ('refused' in done) throw new Error(done.refused.says.en)
  return done.document
}

const logic = (...edits: Edit[]) => diffFlows(watch, after(...edits)).logic.map(({ what, at, says }) => `${what} ${at} | ${says.en}`)

test('a document does not differ from itself, nor from another order of it', () => {
  const turned = { ...watch, nodes: Object.fromEntries(Object.entries(watch.nodes).reverse()) }
  assert.deepEqual(diffFlows(watch, turned), { logic: [], drawing: [] })
})

test('a config field is named as deep inside as it changed', () => {
  const ruled = after({ do: 'set-config', node: 'mean', path: ['rules'], to: [{ name: 'a' }, { name: 'b' }] })
  const done = applyEdits(ruled, {
    says: { en: '', zh: '' },
    edits: [{ do: 'set-config', node: 'mean', path: ['rules', 1, 'name'], to: 'c' }],
  })
  assert.ok('document' in done)
  assert.deepEqual(diffFlows(ruled, done.document).logic, [
    {
      what: 'config',
      at: 'mean.config.rules.1.name',
      node: 'mean',
      from: 'b',
      to: 'c',
      says: { en: 'mean, rules.1.name: b → c', zh: 'mean, rules.1.name:b → c' },
    },
  ])
  assert.deepEqual(logic({ do: 'set-config', node: 'hot', path: ['limit'], to: 95 }), [
    'config hot.config.limit | hot, limit: { parameter: limit } → 95',
  ])
  assert.deepEqual(logic({ do: 'set-config', node: 'mean', path: ['count'] }), [
    'config mean.config.count | mean, count: no longer set, was 30',
  ])
})

test('what comes into a list and what goes out of it is named alone', () => {
  const list = (...names: string[]) => after({ do: 'set-config', node: 'mean', path: ['tags'], to: names.map((name) => ({ name })) })
  const told = (from: FlowDocument, to: FlowDocument) => diffFlows(from, to).logic.map(({ says }) => says.en)
  assert.deepEqual(told(list('a', 'b'), list('a', 'b', 'c')), ['mean, tags.2: set to { name: c }'])
  assert.deepEqual(told(list('a', 'b', 'c'), list('a', 'c')), ['mean, tags.1: no longer set, was { name: b }'])
  assert.deepEqual(told(list(), list('a')), ['mean, tags.0: set to { name: a }'])
})

test('wires, parameters, tests and outputs are told', () => {
  assert.deepEqual(
    logic(
      { do: 'set-input', node: 'hot', input: 'value', to: 'celsius.value' },
      { do: 'set-parameter', name: 'limit', to: null },
      { do: 'set-test', name: 'new', to: [{ wait: '1 s' }] },
      { do: 'set-flow', field: 'delivery', to: 'durable' },
      { do: 'set-flow', field: 'outputs' },
    ),
    [
      'flow delivery | delivery: set to durable',
      'parameter parameters.limit | parameter limit: no longer set, was { type: number, unit: °C, default: 90, says: Where the alar…',
      'flow outputs.now | output now: no longer set, was celsius.value',
      'input hot.in.value | hot, value: mean.mean → celsius.value',
      'test tests.new | test new: set to [{ wait: 1 s }]',
    ],
  )
})

test('a renamed node is one change, however many wires follow it', () => {
  assert.deepEqual(logic({ do: 'rename-node', from: 'celsius', to: 'degrees' }), ['node-renamed degrees | celsius is now called degrees'])
})

test('nodes that come and go, and one that becomes another', () => {
  const added: Edit = { do: 'add-node', name: 'fast', node: { is: 'x/y' } }
  assert.deepEqual(logic(added, { do: 'remove-node', name: 'hot' }), [
    'node-removed hot | hot (alarm/high) is gone',
    'node-added fast | fast (x/y) is new',
  ])
  const other = { ...watch, nodes: { ...watch.nodes, hot: { ...watch.nodes.hot, is: 'alarm/low' } } } as FlowDocument
  assert.equal(diffFlows(watch, other).logic[0]?.what, 'node-kind')
})

test('what is only drawn is told apart', () => {
  const { logic, drawing } = diffFlows(
    watch,
    after(
      { do: 'move', to: { hot: [1, 1], mean: [2, 2] } },
      { do: 'set-says', node: 'hot', to: 'rings' },
      { do: 'set-group', name: 'line', to: null },
    ),
  )
  assert.deepEqual(logic, [])
  assert.deepEqual(
    drawing.map(({ what, at }) => `${what} ${at}`),
    ['says hot.says', 'group groups.line', 'moved layout'],
  )
})
