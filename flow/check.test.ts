/** Whole documents, good and bad. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogue, faultsOf, flow } from './check/try.ts'
import { check } from './check.ts'

const boilers = { is: 'mqtt/in', config: { connection: 'plant', topic: 'plant1/+/temperature', key: 'plant1/{1}' } }

const watch = flow({
  parameters: { limit: { type: 'number', unit: '°C', default: 90, says: 'Where the alarm rings' } },
  nodes: {
    boilers,
    celsius: { is: 'text/number', in: { text: 'boilers.payload' }, config: { unit: '°C' } },
    mean: { is: 'math/average', in: { value: 'celsius.value' }, config: { count: 30 } },
    hot: { is: 'alarm/high', in: { value: 'mean.mean' }, config: { limit: { parameter: 'limit' }, onDelay: '10 s' } },
  },
  tests: {
    'stays quiet below the limit': [
      { feed: 'boilers', payload: '80', key: 'plant1/b1' },
      { expect: 'hot', nothing: true },
    ],
  },
  layout: { boilers: [0, 0], celsius: [240, 0], mean: [480, 0], hot: [720, 0] },
})

test('a good flow is given back resolved: types, units, parameters, order', () => {
  const { faults, flow: checked } = check(watch, { catalogue, connections: new Map([['plant', 'mqtt/connection']]) })
  assert.deepEqual(faults, [])
  assert.deepEqual(
    checked?.nodes.map(({ name }) => name),
    ['boilers', 'celsius', 'mean', 'hot'],
  )
  const hot = checked?.nodes.at(-1)
  assert.deepEqual(hot?.live, { limit: 'limit' })
  assert.deepEqual(hot?.config, { limit: { parameter: 'limit' }, onDelay: '10 s' })
  assert.deepEqual(hot?.in, [
    { name: 'value', type: { type: 'number', unit: '°C' }, event: false, optional: false, wire: { node: 'mean', port: 'mean' } },
  ])
  assert.deepEqual(
    hot?.out.map(({ name, event }) => [name, event]),
    [
      ['active', false],
      ['alarm', true],
      ['error', true],
    ],
  )
})

test('every fault is told at once, in the order of the document', () => {
  const bad = faultsOf({
    parameters: { limit: { type: 'number', default: 'hot' } },
    nodes: {
      boilers,
      celsius: { is: 'text/numbr', in: { text: 'boilers.payload' } },
      mean: { is: 'math/average', in: { value: 'boilers.payload', valu: 'boilers.payload' }, config: { count: 0, cuont: 5 } },
      hot: { is: 'alarm/high', in: { value: 'men.mean' }, config: { limit: { parameter: 'limits' }, priority: 'urgent' } },
      cold: { is: 'alarm/high', in: { value: 'boilers.paylod' }, config: { unit: { parameter: 'limit' } } },
      idle: { is: 'math/add', in: { a: { value: 1 }, b: 'nonsense' } },
    },
    outputs: { out: 'nowhere.value' },
    tests: { t: [{ feed: 'boilers', payloud: '1' }, { expect: 'nobody', nothing: true }, { wait: 'long' }] },
    layout: { ghost: [0, 0] },
  })
  assert.deepEqual(bad, [
    'parameters.limit.default parameter',
    'celsius.is unknown-node',
    'mean.config.cuont config',
    'mean.config.count config',
    'mean.in.valu unknown-input',
    'mean.in.value type-misfit',
    'hot.config.limit unknown-parameter',
    'hot.config.priority config',
    'hot.in.value wire-from-nowhere',
    'cold.config.unit config-not-live',
    'cold.in.value wire-from-no-port',
    'idle.in.b not-a-wire',
    'outputs.out output-nowhere',
    'tests.t.0 test-step',
    'tests.t.1 test-step',
    'tests.t.2 test-step',
    'layout.ghost layout-nowhere',
  ])
})

test('twenty thousand nodes in a line are no trouble', () => {
  const line = Array.from(
    { length: 20_000 },
    (_, i) => [`n${i}`, { is: 'math/average', in: { value: i === 0 ? 'first.count' : `n${i - 1}.mean` } }] as const,
  )
  const document = flow({ nodes: { ...Object.fromEntries(line.toReversed()), first: { is: 'time/button' } } })
  const { faults, flow: checked } = check(document, { catalogue })
  assert.deepEqual(faults, [])
  assert.equal(checked?.nodes.at(-1)?.name, 'n19999')
})
