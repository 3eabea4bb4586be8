/** Ports that follow from the config. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NodeSpec, PortSpec } from './catalogue.ts'
import { catalogue } from './check/try.ts'
import { portsOf } from './ports.ts'
import type { Json } from './type.ts'

const base = catalogue.nodes.get('flow/merge')
assert.ok(base)
const field = (schema: object) => ({
  type: 'object',
  properties: { field: schema, unit: { type: 'string', default: 'bar' }, per: { type: 'string' } },
})
const outs = (out: PortSpec[], config: Record<string, Json>, schema: object = {}) => {
  const spec: NodeSpec = { ...base, in: [], out, config: field(schema) }
  return portsOf(spec, config).out.slice(0, -1)
}

test('a list of things gives a port each, named and typed by the thing', () => {
  const port: PortSpec = { for: 'field', port: { name: 'p_{name}', type: 'from', from: 'item.type' } }
  const config = { field: [{ name: 'a', type: { type: 'number', unit: 'bar' } }, { name: 'b', type: 'text' }, { name: 'c' }] }
  assert.deepEqual(outs([port], config), [
    { name: 'p_a', type: 'number', unit: 'bar' },
    { name: 'p_b', type: 'text' },
    { name: 'p_c', type: 'json' },
  ])
})

test('a list of texts and a count give ports too; the default of the field counts', () => {
  const port: PortSpec = { for: 'field', port: { name: 'in{item}', type: 'boolean', event: true } }
  assert.deepEqual(
    outs([port], { field: ['A', 'B'] }).map(({ name }) => name),
    ['inA', 'inB'],
  )
  assert.deepEqual(outs([port], {}, { default: 2 }), [
    { name: 'in1', type: 'boolean', event: true },
    { name: 'in2', type: 'boolean', event: true },
  ])
})

test('a unit that the config decides is in place', () => {
  const out = (unitFrom: string): PortSpec => ({ name: 'x', type: 'number', unitFrom })
  for (const [unitFrom, config, expected] of [
    ['config.unit', {}, { name: 'x', type: 'number', unit: 'bar' }],
    ['config.unit', { unit: 'psi' }, { name: 'x', type: 'number', unit: 'psi' }],
    ['config.per', {}, { name: 'x', type: 'number' }],
    ['config.unit or u', {}, { name: 'x', type: 'number', unit: 'bar' }],
    ['config.per or u', {}, { name: 'x', type: 'number', unitFrom: ' u' }],
    ['u / config.per', { per: 'h' }, { name: 'x', type: 'number', unitFrom: "u / 'h'" }],
    ["config.unit * 'h'", {}, { name: 'x', type: 'number', unit: 'bar·h' }],
    ['u * v', {}, { name: 'x', type: 'number', unitFrom: 'u * v' }],
  ] as const)
    assert.deepEqual(outs([out(unitFrom)], config), [expected], unitFrom)
})

test('a word of the config chooses among types, and types may be nested', () => {
  const which = { float: { type: 'number', unitFrom: 'item.unit' }, bit: { type: 'boolean' } } as const
  const port: PortSpec = { for: 'field', port: { name: '{name}', type: 'from', from: 'item.as', which } }
  const config = {
    field: [
      { name: 'a', as: 'float', unit: 'kW' },
      { name: 'b', as: 'bit' },
    ],
  }
  assert.deepEqual(outs([port], config), [
    { name: 'a', type: 'number', unit: 'kW' },
    { name: 'b', type: 'boolean' },
  ])
  const nested: PortSpec = { name: 'x', type: 'list', of: { type: 'record', fields: { v: { type: 'from', from: 'config.field' } } } }
  assert.deepEqual(outs([nested], { field: { type: 'list', of: { type: 'number' } } }), [
    { name: 'x', type: 'list', of: { type: 'record', fields: { v: { type: 'list', of: { type: 'number' } } } } },
  ])
})

test('whatever the config is, there are ports', () => {
  const port: PortSpec = { for: 'field', port: { name: '{name}', type: 'from', from: 'item.type' } }
  for (const wrong of [null, 'x', -1, 1e9, {}, [null, 3, [], { name: { a: 1 }, type: { type: 'record', fields: 7 } }], { length: 5 }]) {
    const ports = outs([port, { name: 'x', type: 'from', from: 'config.field.__proto__.a' }], { field: wrong })
    assert.ok(ports.length <= 1_002)
  }
})

test('every node but a sink has an error port', () => {
  for (const spec of catalogue.nodes.values()) assert.equal(portsOf(spec).out.at(-1)?.name === 'error', spec.kind !== 'sink', spec.is)
})
