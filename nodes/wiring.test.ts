/** The library's ports mean what they should once they are wired: units are worked out, records keep their fields, events stay events. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import { faultLine } from '@millrace/flow/fault.ts'
import { readFlow } from '@millrace/flow/read.ts'
import { library } from './index.ts'

const catalogue = catalogueOf(library)

const checked = (nodes: string) => {
  const { document, faults } = readFlow(`millrace: 1
name: wired
inputs:
  payload: { type: text }
  kw: { type: number, unit: kW }
  c: { type: number, unit: °C }
  go: { type: boolean, event: true }
nodes:
${nodes}`)
  assert.deepEqual(faults, [])
  assert.ok(document)
  return check(document, { catalogue })
}

const lines = (nodes: string) => checked(nodes).faults.map((fault) => faultLine(fault))

test('units of outputs follow from what is wired', () => {
  const { faults, ports } = checked(`
  energy: { is: math/integrate, in: { value: inputs.kw } }
  heat: { is: math/convert, in: { value: energy.total }, config: { from: kWh, to: MJ } }
  slope: { is: math/rate-of-change, in: { value: inputs.c } }
  apart: { is: math/subtract, in: { a: inputs.c, b: inputs.c } }
  times: { is: math/multiply, in: { a: energy.total, b: slope.rate } }
  share: { is: math/divide, in: { a: inputs.kw, b: inputs.kw } }
  all: { is: flow/gather, in: { value: inputs.kw } }
  scatter: { is: signal/statistics, in: { value: inputs.c } }
  parts: { is: signal/rate, in: { value: all.count } }
`)
  assert.deepEqual(
    faults.map((fault) => faultLine(fault)),
    [],
  )
  const unit = (node: string, port: string) => {
    const type = ports.get(node)?.out.find(({ name }) => name === port)?.type
    return type?.type === 'number' ? type.unit : type
  }
  assert.deepEqual(
    [unit('energy', 'total'), unit('heat', 'value'), unit('slope', 'rate'), unit('apart', 'value'), unit('times', 'value')],
    ['kW·h', 'MJ', 'K/min', 'K', 'kW·h·K/min'],
  )
  assert.deepEqual(
    [unit('share', 'value'), unit('all', 'sum'), unit('scatter', 'mean'), unit('scatter', 'deviation'), unit('parts', 'rate')],
    ['', 'kW', '°C', 'K', undefined],
  )
})

test('fields go into a record, out again and into a text', () => {
  const fields = '[{ name: t, type: { type: number, unit: °C } }, { name: state, type: { type: text } }]'
  const { faults, ports } = checked(`
  parsed: { is: json/fields, in: { text: inputs.payload }, config: { fields: ${fields} } }
  built: { is: record/build, in: { t: parsed.t, state: parsed.state }, config: { fields: ${fields} } }
  picked: { is: record/pick, in: { record: built.record }, config: { fields: ${fields} } }
  near: { is: math/subtract, in: { a: picked.t, b: inputs.c } }
  told: { is: text/template, in: { value: built.record } }
`)
  assert.deepEqual(
    faults.map((fault) => faultLine(fault)),
    [],
  )
  assert.deepEqual(ports.get('built')?.out[0]?.type, {
    type: 'record',
    fields: { t: { type: 'number', unit: '°C' }, state: { type: 'text' } },
  })
})

test('a branch may set a latch and reset it, and its output may be held', () => {
  const wires = `
  branch: { is: logic/switch, in: { value: inputs.kw } }
  latched: { is: logic/latch, in: { set: branch.high, reset: inputs.go } }
  both: { is: logic/and, in: { in1: latched.value, in2: latched.value } }
`
  assert.deepEqual(lines(wires), [])
  assert.match(
    lines(`${wires}  wrong: { is: logic/and, in: { in1: inputs.go, in2: latched.value } }\n`)[0] ?? '',
    /put "latch" or "pulse" between them/,
  )
})

test('a wrong unit or formula is told where it stands', () => {
  const told = lines(`
  f: { is: math/convert, in: { value: inputs.kw } }
  x: { is: math/expression, in: { a: inputs.kw }, config: { expression: 'a * b' } }
`)
  assert.match(told[0] ?? '', /f\.config\.to: kW and °F measure different things/)
  assert.match(told[1] ?? '', /x\.config\.expression: there is no input "b"/)
})
