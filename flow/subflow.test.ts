/** Flows used as nodes of other flows. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogue, faultsOf, flow } from './check/try.ts'
import { check } from './check.ts'
import type { FlowDocument } from './document.ts'
import { portsOf } from './ports.ts'
import { readFlow } from './read.ts'
import { subflowSpec } from './subflow.ts'

const watch = flow({
  parameters: {
    limit: { type: 'number', unit: '°C', default: 90, max: 500, byKey: { b3: 95 } },
    delay: { type: 'duration', default: '10 s' },
  },
  inputs: { temperature: { type: 'number', unit: '°C' }, note: { type: 'text', optional: true } },
  outputs: { mean: 'mean.mean', hot: 'hot.active', same: 'inputs.temperature' },
  nodes: {
    mean: { is: 'math/average', in: { value: 'inputs.temperature' } },
    hot: { is: 'alarm/high', in: { value: 'mean.mean' }, config: { limit: { parameter: 'limit' }, onDelay: { parameter: 'delay' } } },
  },
})
const both = flow({
  parameters: { top: { type: 'number', unit: '°C', default: 100 } },
  inputs: { t: { type: 'number', unit: '°C' } },
  outputs: { hot: 'inner.hot', mean: 'inner.same' },
  nodes: { inner: { is: 'subflow/watch', in: { temperature: 'inputs.t' }, config: { limit: { parameter: 'top' } } } },
})
const flows = { watch, both }
const button = { is: 'time/button' }

const checked = (document: FlowDocument) => check(document, { catalogue, flows: (name) => flows[name as keyof typeof flows] })

test('a subflow unfolds into its nodes; what it is given stands in it, the rest can still be set', () => {
  const {
    faults,
    flow: unfolded,
    ports,
  } = checked(
    flow({
      parameters: { all: { type: 'number', default: 80 } },
      nodes: {
        button,
        one: { is: 'subflow/watch', was: 'first', in: { temperature: 'button.count' }, config: { limit: 70 } },
        two: { is: 'subflow/both', in: { t: 'one.mean' }, config: { top: { parameter: 'all' } } },
        end: { is: 'log/text', in: { text: { value: 'x' }, now: 'two.mean' } },
      },
    }),
  )
  assert.deepEqual(faults, [])
  assert.deepEqual(
    unfolded?.nodes.map(({ name, was, config, live }) => [name, was, config, live]),
    [
      ['button', undefined, {}, {}],
      ['one/mean', 'first/mean', {}, {}],
      ['one/hot', 'first/hot', { limit: 70, onDelay: { parameter: 'one/delay' } }, { onDelay: 'one/delay' }],
      ['two/inner/mean', undefined, {}, {}],
      [
        'two/inner/hot',
        undefined,
        { limit: { parameter: 'all' }, onDelay: { parameter: 'two/inner/delay' } },
        { limit: 'all', onDelay: 'two/inner/delay' },
      ],
      ['end', undefined, {}, {}],
    ],
  )
  assert.deepEqual(Object.keys(unfolded?.parameters ?? {}), ['all', 'one/delay', 'two/inner/delay'])
  const wires = unfolded?.nodes.flatMap((node) => node.in.flatMap(({ wire }) => (wire ? [`${wire.node}.${wire.port}`] : [])))
  assert.deepEqual(wires, ['button.count', 'one/mean.mean', 'one/mean.mean', 'two/inner/mean.mean', 'one/mean.mean'])
  assert.deepEqual(ports.get('two')?.out, [
    { name: 'hot', type: { type: 'boolean' }, event: false },
    { name: 'mean', type: { type: 'number', unit: '°C' }, event: false },
  ])
})

test('a way in has the type that is written there', () => {
  const use = (temperature: string) => ({
    tags: { is: 'opcua/tags', config: { tags: [tag('bar'), tag('°F'), tag()] } },
    x: { is: 'subflow/watch', in: { temperature } },
  })
  assert.deepEqual(faultsOf({ nodes: use('tags.bar') }, flows), ['x.in.temperature unit-misfit'])
  assert.deepEqual(faultsOf({ nodes: use('tags.F') }, flows), ['x.in.temperature unit-convert'])
  assert.deepEqual(faultsOf({ nodes: use('tags.none') }, flows), [])
  const mean = checked(flow({ nodes: use('tags.none') })).flow?.nodes.find(({ name }) => name === 'x/mean')
  assert.deepEqual(mean?.in[0]?.type, { type: 'number', unit: '°C' })
})

test('what is wired to a way in has to come from somewhere, used inside or not', () => {
  const use = (temperature: string, note: string) => ({ button, x: { is: 'subflow/watch', in: { temperature, note } } })
  assert.deepEqual(faultsOf({ nodes: use('button.count', 'nobody.text') }, flows), ['x.in.note wire-from-nowhere'])
  assert.deepEqual(faultsOf({ nodes: use('button.count', 'button.count') }, flows), ['x.in.note type-misfit'])
  assert.deepEqual(faultsOf({ nodes: use('nonsense', 'x') }, flows), ['x.in.temperature not-a-wire', 'x.in.note not-a-wire'])
  assert.deepEqual(faultsOf({ nodes: use('x.same', 'x.same') }, flows), ['x.in.temperature loop'])
})

const tag = (unit?: string) => ({ name: unit?.replace('°', '') ?? 'none', type: { type: 'number', ...(unit !== undefined && { unit }) } })

test('what is wrong with an instance is told at the instance', () => {
  const nodes = {
    button,
    none: { is: 'subflow/wach', in: {} },
    empty: { is: 'subflow/watch' },
    odd: {
      is: 'subflow/watch',
      in: { temperature: 'button.press', temp: 'button.count' },
      config: { limit: 900, delay: { parameter: 'nobody' }, lim: 5 },
    },
    end: { is: 'log/text', in: { text: 'empty.mean', now: 'empty.meen' } },
  }
  assert.deepEqual(faultsOf({ nodes }, flows), [
    'none.is unknown-flow',
    'empty.in.temperature input-missing',
    'odd.config.limit config',
    'odd.config.delay unknown-parameter',
    'odd.config.lim config',
    'odd.in.temp unknown-input',
    'odd.in.temperature type-misfit',
    'end.in.now wire-from-no-port',
    'end.in.text type-misfit',
  ])
})

test('a flow inside itself is a fault, and so is one that grows beyond measure', () => {
  const again = flow({ nodes: { inner: { is: 'subflow/again' } } })
  assert.deepEqual(
    check(again, { catalogue, flows: () => again }).faults.map(({ at, code }) => `${at} ${code}`),
    ['inner.is subflow-circle'],
  )
  assert.deepEqual(faultsOf({ nodes: { a: { is: 'subflow/again' } } }, { again }), ['a/inner.is subflow-circle'])
  const pairs = Object.fromEntries(
    Array.from(
      { length: 40 },
      (_, i) => [`f${i}`, flow({ nodes: { a: { is: `subflow/f${i + 1}` }, b: { is: `subflow/f${i + 1}` } } })] as const,
    ),
  )
  const leaf = flow({ nodes: { button } })
  assert.deepEqual(faultsOf({ nodes: { a: { is: 'subflow/f0' } } }, { ...pairs, f40: leaf }).slice(0, 1), ['nodes flow-too-large'])
})

test('a flow is good by itself: what comes in from outside triggers and has its type', () => {
  assert.deepEqual(check(watch, { catalogue }).faults, [])
  const wrong = flow({
    ...watch,
    outputs: { x: 'nobody.x' },
    nodes: { ...watch.nodes, gauge: { is: 'bar/gauge', in: { pressure: 'inputs.temperature' } } },
  })
  assert.deepEqual(faultsOf(wrong), ['gauge.in.pressure unit-misfit', 'outputs.x output-nowhere'])
})

test('its spec has its parameters as config and its ways in and out as ports', () => {
  const spec = subflowSpec('watch', watch)
  const ports = portsOf(spec)
  assert.deepEqual(
    ports.in.map(({ name, type, optional }) => [name, type, optional]),
    [
      ['temperature', 'number', undefined],
      ['note', 'text', true],
    ],
  )
  assert.deepEqual(
    ports.out.map(({ name }) => name),
    ['mean', 'hot', 'same'],
  )
  assert.deepEqual((spec.config.properties as Record<string, unknown>).limit, {
    type: 'number',
    default: 90,
    maximum: 500,
    'x-unit': '°C',
    'x-title': { en: 'limit', zh: 'limit' },
    'x-live': true,
  })
})

test('an event that comes in through a way in for events stays one', () => {
  const inner = (event: boolean) =>
    flow({ inputs: { n: { type: 'number', event } }, nodes: { text: { is: 'text/from-number', in: { value: 'inputs.n' } } } })
  const tags = { is: 'opcua/tags', config: { tags: [tag()] } }
  const momentary = (event: boolean) => {
    const { flow: unfolded } = check(flow({ nodes: { tags, x: { is: 'subflow/inner', in: { n: 'tags.none' } } } }), {
      catalogue,
      flows: () => inner(event),
    })
    return unfolded?.nodes.at(-1)?.out[0]?.event
  }
  assert.deepEqual([momentary(true), momentary(false)], [true, false])
})

test('a fault inside a subflow has the line of its node', () => {
  const { lineOf } = readFlow('millrace: 1\nname: x\nnodes:\n  a: { is: time/button }\n  b: { is: subflow/watch }\n')
  assert.equal(lineOf('b/mean.in.value'), 5)
})
