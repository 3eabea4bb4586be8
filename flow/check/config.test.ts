/** What is wrong with configs, at the field that it is about. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check } from '../check.ts'
import type { FlowDocument, Parameter } from '../document.ts'
import type { Json } from '../type.ts'
import { catalogue, faultsOf, flow } from './try.ts'

const button = { is: 'time/button' }
const hot = (config: Record<string, Json>): FlowDocument['nodes'] => ({
  button,
  hot: { is: 'alarm/high', in: { value: 'button.count' }, config },
})

const whyOf = (config: Record<string, Json>, parameters: Record<string, Parameter> = {}): readonly string[] =>
  check(flow({ parameters, nodes: hot(config) }), { catalogue }).faults.flatMap(({ at, says }) => [`${at}: ${says.en}`, says.zh])

test('a wrong value is told in words of both languages', () => {
  for (const [config, en, zh] of [
    [{ limit: 'high' }, 'hot.config.limit: "high" is not a number', '"high" 不是数值'],
    [{ limit: 1001 }, 'hot.config.limit: 1001 is too big; at most 1000', '1001 太大,应不大于 1000'],
    [
      { onDelay: 'soon' },
      'hot.config.onDelay: a duration such as 500 ms, 10 s, 1.5 min, 2 h or 1 d',
      '时长,如 500 ms、10 s、1.5 min、2 h 或 1 d',
    ],
    [{ priority: 'urgent' }, 'hot.config.priority: "urgent" is none of low, high', '"urgent" 不在可选值 low, high 之中'],
    [{ unit: '' }, 'hot.config.unit: 0 letters are too few; 1 at least', '0 个字符太短,至少 1 个'],
    [{ limt: 5 }, 'hot.config.limt: there is no field "limt"; did you mean "limit"?', '没有字段 "limt";是否应为 "limit"?'],
  ] as const)
    assert.deepEqual(whyOf(config), [en, zh])
})

test('what is missing in a list is told at its place', () => {
  const nodes = {
    tags: {
      is: 'opcua/tags',
      config: {
        tags: [
          { name: 'a', type: { type: 'number' } },
          { nam: 'b', type: { type: 'text' } },
        ],
      },
    },
  }
  assert.deepEqual(
    check(flow({ nodes }), { catalogue }).faults.map(({ at, says }) => `${at}: ${says.en}`),
    ['tags.config.tags.1.nam: there is no field "nam"; did you mean "name"?', 'tags.config.tags.1.name: this has to be filled in'],
  )
  assert.deepEqual(faultsOf({ nodes: { mqtt: { is: 'mqtt/in' } } }), ['mqtt.config.connection config', 'mqtt.config.topic config'])
})

test('ports that follow from a config have names of their own', () => {
  const tags = (...tags: (readonly [name: string, type: string])[]) => ({
    tags: { is: 'opcua/tags', config: { tags: tags.map(([name, type]) => ({ name, type: { type } })) } },
  })
  assert.deepEqual(faultsOf({ nodes: tags(['a', 'number'], ['a', 'number']) }), [], 'of several assets')
  assert.deepEqual(faultsOf({ nodes: tags(['a', 'number'], ['a', 'text']) }), ['tags.config same-port'])
  assert.deepEqual(faultsOf({ nodes: tags(['error', 'number']) }), ['tags.config same-port'])
  assert.deepEqual(faultsOf({ nodes: tags(['a.b', 'text'], ['__proto__', 'text']) }), ['tags.config bad-name'])
})

test('a live field follows a parameter of its type and unit, whose default has to fit', () => {
  const limit = (parameter: Omit<Parameter, 'type'>): Parameter => ({ type: 'number', ...parameter })
  for (const [parameter, expected] of [
    [limit({ default: 5 }), []],
    [limit({ default: 5, unit: '℃' }), []],
    [limit({ default: 5, unit: 'bar' }), ['hot.config.limit parameter-type']],
    [limit({ default: 2000 }), ['hot.config.limit config']],
    [limit({ default: 50, byKey: { 'plant1/b3': 2000 } }), ['hot.config.limit config']],
    [{ type: 'text', default: 'x' }, ['hot.config.limit parameter-type']],
    [limit({ default: 'x' }), ['parameters.p.default parameter']],
    [limit({ default: 5, min: 6, byKey: { b1: 7, b2: 'x' } }), ['parameters.p.default parameter', 'parameters.p.byKey.b2 parameter']],
    [limit({ default: 5, min: 6, max: 4 }), ['parameters.p parameter', 'parameters.p.default parameter']],
  ] as const satisfies readonly (readonly [Parameter, readonly string[]])[])
    assert.deepEqual(
      faultsOf({ parameters: { p: parameter }, nodes: hot({ limit: { parameter: 'p' } }) }),
      expected,
      JSON.stringify(parameter),
    )
  const delay: Parameter = { type: 'duration', default: '10 s' }
  assert.deepEqual(faultsOf({ parameters: { p: delay }, nodes: hot({ onDelay: { parameter: 'p' } }) }), [])
  assert.deepEqual(faultsOf({ parameters: { p: delay }, nodes: hot({ priority: { parameter: 'p' } }) }), [
    'hot.config.priority config-not-live',
  ])
  const inList = { tags: { is: 'opcua/tags', config: { tags: [{ name: 'a', type: { type: 'number' }, scale: { parameter: 'p' } }] } } }
  assert.deepEqual(faultsOf({ parameters: { p: { type: 'number', default: 1 } }, nodes: inList }), [
    'tags.config.tags.0.scale config-not-live',
  ])
})

test('a connection has to be there and of the right kind', () => {
  const nodes = { mqtt: { is: 'mqtt/in', config: { connection: 'plant', topic: 't' } } }
  const codes = (connections?: ReadonlyMap<string, string>) =>
    check(flow({ nodes }), { catalogue, ...(connections && { connections }) }).faults.map(({ at, code }) => `${at} ${code}`)
  assert.deepEqual(codes(), [])
  assert.deepEqual(codes(new Map([['plant', 'mqtt/connection']])), [])
  assert.deepEqual(codes(new Map()), ['mqtt.config.connection unknown-connection'])
  assert.deepEqual(codes(new Map([['plant', 'opcua/connection']])), ['mqtt.config.connection connection-kind'])
})
