/** What may feed what: types, units, variables, events. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check } from '../check.ts'
import type { Node } from '../document.ts'
import { catalogue, faultsOf, flow, says } from './try.ts'

const mqtt: Node = { is: 'mqtt/in', config: { connection: 'plant', topic: 't' } }
const number = (unit?: string, text = 'mqtt.payload'): Node => ({
  is: 'text/number',
  in: { text },
  ...(unit !== undefined && { config: { unit } }),
})
const tags: Node = {
  is: 'opcua/tags',
  config: {
    tags: [
      { name: 'temperature', type: { type: 'number', unit: '°C' } },
      { name: 'pressure', type: { type: 'number', unit: 'bar' } },
      { name: 'mbar', type: { type: 'number', unit: 'mbar' } },
      { name: 'raw', type: { type: 'number' } },
      { name: 'power', type: { type: 'number', unit: 'kW' } },
      { name: 'hours', type: { type: 'number', unit: 'h' } },
      { name: 'shake', type: { type: 'series', unit: 'mm/s', dt: 0.001 } },
      { name: 'list', type: { type: 'list', of: { type: 'number', unit: 'bar' } } },
      { name: 'reading', type: { type: 'record', fields: { temperature: { type: 'number', unit: '°C' }, more: { type: 'text' } } } },
      { name: 'empty', type: { type: 'record', fields: { more: { type: 'text' } } } },
    ],
  },
}

const typesOf = (nodes: Record<string, Node>): Readonly<Record<string, unknown>> => {
  const { faults, flow: checked } = check(flow({ nodes }), { catalogue })
  assert.deepEqual(faults, [])
  return Object.fromEntries((checked?.nodes ?? []).flatMap(({ name, out }) => out.map((port) => [`${name}.${port.name}`, port.type])))
}

const eventsOf = (nodes: Record<string, Node>): readonly string[] => {
  const { faults, flow: checked } = check(flow({ nodes }), { catalogue })
  assert.deepEqual(faults, [])
  return (checked?.nodes ?? []).flatMap(({ name, out }) =>
    out.flatMap((port) => (port.event && port.name !== 'error' ? [`${name}.${port.name}`] : [])),
  )
}

test('each misfit is told at the input that it is about', () => {
  for (const [wire, node, expected] of [
    ['tags.temperature', { is: 'bar/gauge', in: { pressure: 'tags.temperature' } }, ['x.in.pressure unit-misfit']],
    ['mbar', { is: 'bar/gauge', in: { pressure: 'tags.mbar' } }, ['x.in.pressure unit-convert']],
    ['no unit', { is: 'bar/gauge', in: { pressure: 'tags.raw' } }, []],
    ['same unit', { is: 'bar/gauge', in: { pressure: 'tags.pressure' } }, []],
    ['text', { is: 'bar/gauge', in: { pressure: { value: 'high' } } }, ['x.in.pressure literal-type', 'x never-fires']],
    ['any number', { is: 'text/from-number', in: { value: 'tags.temperature' } }, []],
    ['json takes a record', { is: 'log/debug', in: { value: 'tags.reading' } }, []],
    ['json takes no bytes', { is: 'log/debug', in: { value: 'mqtt.raw' } }, ['x.in.value type-misfit']],
    ['a record with more than was asked', { is: 'record/pick', in: { record: 'tags.reading' }, config: { type: { type: 'text' } } }, []],
    [
      'a record that lacks a field',
      { is: 'record/pick', in: { record: 'tags.empty' }, config: { type: { type: 'text' } } },
      ['x.in.record type-misfit'],
    ],
    ['a list into each', { is: 'flow/each', in: { list: 'tags.list' } }, []],
    ['a number into each', { is: 'flow/each', in: { list: 'tags.raw' } }, ['x.in.list type-misfit']],
    ['one unit for both', { is: 'math/add', in: { a: 'tags.pressure', b: 'tags.temperature' } }, ['x.in.b unit-misfit']],
    ['another size', { is: 'math/add', in: { a: 'tags.pressure', b: 'tags.mbar' } }, ['x.in.b unit-convert']],
    ['no unit beside one', { is: 'math/add', in: { a: 'tags.raw', b: 'tags.mbar' } }, []],
    ['a type for both', { is: 'flow/merge', in: { in1: 'tags.raw', in2: 'mqtt.payload' } }, ['x.in.in2 type-misfit']],
    ['a literal beside a wire', { is: 'flow/merge', in: { in1: 'tags.raw', in2: { value: 'text' } } }, ['x.in.in2 literal-type']],
    [
      'an option that fits not',
      { is: 'math/average', in: { value: { from: 'tags.raw', initial: 'x', maxAge: 'soon' } } },
      ['x.in.value.maxAge option', 'x.in.value.initial literal-type'],
    ],
  ] as const satisfies readonly (readonly [string, Node, readonly string[]])[])
    assert.deepEqual(faultsOf({ nodes: { mqtt, tags, x: node as Node } }), expected, wire)
})

test('variables take on what is wired, units and all', () => {
  const types = typesOf({
    tags,
    merge: { is: 'flow/merge', in: { in1: 'tags.raw', in2: 'tags.temperature' } },
    each: { is: 'flow/each', in: { list: 'tags.list' } },
    energy: { is: 'math/multiply', in: { a: 'tags.power', b: 'tags.hours' } },
    apart: { is: 'math/add', in: { a: 'tags.temperature', b: { value: 4 } } },
    latch: { is: 'flow/latch', in: { value: 'tags.reading' } },
  })
  assert.deepEqual(types['merge.value'], { type: 'number', unit: '°C' })
  assert.deepEqual(types['each.item'], { type: 'number', unit: 'bar' })
  assert.deepEqual(types['energy.product'], { type: 'number', unit: 'kW·h' })
  assert.deepEqual(types['energy.rate'], { type: 'number', unit: 'kW/s' })
  assert.deepEqual(types['apart.sum'], { type: 'number', unit: '°C' })
  assert.deepEqual(types['apart.off'], { type: 'number', unit: 'K' })
  assert.deepEqual(types['latch.value'], types['tags.reading'])
})

test('a type goes round a loop through a register', () => {
  const loop = {
    tags,
    before: { is: 'flow/previous', in: { value: 'total.sum' } },
    total: { is: 'math/add', in: { a: 'before.value', b: 'tags.power' } },
  }
  assert.deepEqual(typesOf(loop)['before.value'], { type: 'number', unit: 'kW' })
  const wrong = { ...loop, text: { is: 'log/text', in: { text: 'before.value', now: 'tags.raw' } } }
  assert.deepEqual(faultsOf({ nodes: wrong }), ['text.in.text type-misfit'])
})

test('an event passes through a map with one wire, and is held nowhere', () => {
  const button: Node = { is: 'time/button' }
  assert.deepEqual(
    eventsOf({
      button,
      text: { is: 'text/from-number', in: { value: 'button.count' } },
      mean: { is: 'math/average', in: { value: 'button.count' } },
    }),
    ['button.press', 'button.count', 'text.text'],
  )
  assert.deepEqual(
    eventsOf({ tags, button, both: { is: 'flow/merge', in: { in1: 'tags.raw', in2: 'button.count' } } }).at(-1),
    'both.value',
  )
  assert.deepEqual(faultsOf({ nodes: { tags, button, sum: { is: 'math/add', in: { a: 'tags.raw', b: 'button.count' } } } }), [
    'sum.in.b event-held',
  ])
  assert.deepEqual(faultsOf({ nodes: { button, sum: { is: 'math/add', in: { a: 'button.count', b: { value: 1 } } } } }), [])
})

test('one fault is not told again further down the wires', () => {
  const nodes = {
    mqtt,
    odd: { is: 'math/odd', in: { value: 'mqtt.payload' } },
    mean: { is: 'math/average', in: { value: 'odd.anything' } },
    gauge: { is: 'bar/gauge', in: { pressure: 'mean.mean' } },
    hot: { is: 'alarm/high', in: { value: 'text.value' } },
    text: number('°C', 'nobody.payload'),
    list: { is: 'opcua/tags', config: { tags: 3 } },
    pick: { is: 'math/average', in: { value: 'list.what' } },
  }
  assert.deepEqual(faultsOf({ nodes }), ['odd.is unknown-node', 'text.in.text wire-from-nowhere', 'list.config.tags config'])
})

test('a misfit is told in both languages, with the converter by its name', () => {
  assert.deepEqual(says({ nodes: { mqtt, n: number('°C'), back: number('°C', 'n.value') } }), [
    'back.in.text: a number in °C cannot feed text; put "Number to text" between them',
    'back.in.text: 数值(°C) 不能接入 文本;请在中间加入"Number to text(中)"',
  ])
})
