/** A fix that a fault offers mends it, by the editor's own edits. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check } from '../check.ts'
import type { FlowDocument, Node } from '../document.ts'
import { applyEdits } from '../edit.ts'
import { catalogue, flow } from './try.ts'

const mqtt: Node = { is: 'mqtt/in', config: { connection: 'plant', topic: 't' } }
const number = (unit?: string): Node => ({
  is: 'text/number',
  in: { text: 'mqtt.payload' },
  ...(unit !== undefined && { config: { unit } }),
})

/** Applies the first fault's fix. */
const mended = (document: FlowDocument): FlowDocument => {
  const fix = check(document, { catalogue }).faults[0]?.fix
  assert.ok(fix)
  const done = applyEdits(document, fix.command)
  assert.ok('document' in done, JSON.stringify(done))
  assert.deepEqual(check(done.document, { catalogue }).faults, [])
  return done.document
}

test('a number goes into text through the node that makes one of the other', () => {
  const { nodes } = mended(flow({ nodes: { mqtt, n: number('°C'), out: { is: 'log/text', in: { text: 'n.value' } } } }))
  assert.deepEqual(Object.keys(nodes), ['mqtt', 'n', 'from-number', 'out'])
  assert.deepEqual(nodes['from-number'], { is: 'text/from-number', in: { value: 'n.value' } })
  assert.deepEqual(nodes.out?.in, { text: 'from-number.text' })
})

test('text goes into a number in the unit that is asked for, and the options stay', () => {
  const wire = { from: 'mqtt.payload', initial: 1, maxAge: '10 s' }
  const { nodes } = mended(flow({ nodes: { mqtt, number: { is: 'bar/gauge', in: { pressure: wire } } } }))
  assert.deepEqual(nodes.number2, { is: 'text/number', in: { text: 'mqtt.payload' }, config: { unit: 'bar' } })
  assert.deepEqual(nodes.number?.in, { pressure: { from: 'number2.value', initial: 1, maxAge: '10 s' } })
})

test('another unit of the same quantity is converted', () => {
  const { nodes } = mended(flow({ nodes: { mqtt, n: number('mbar'), gauge: { is: 'bar/gauge', in: { pressure: 'n.value' } } } }))
  assert.deepEqual(nodes.convert, { is: 'math/convert', in: { value: 'n.value' }, config: { to: 'bar', from: 'mbar' } })
})

test('two inputs of one unit are brought together', () => {
  const nodes = { mqtt, a: number('kPa'), b: number('bar'), sum: { is: 'math/add', in: { a: 'a.value', b: 'b.value' } } }
  assert.deepEqual(mended(flow({ nodes })).nodes.convert?.config, { to: 'kPa', from: 'bar' })
})

test('an event is held where it would have stayed for ever', () => {
  const nodes = { button: { is: 'time/button' }, mqtt, n: number(), sum: { is: 'math/add', in: { a: 'n.value', b: 'button.count' } } }
  assert.equal(mended(flow({ nodes })).nodes.latch?.is, 'flow/latch')
})

test('a circle is closed by a register', () => {
  const nodes = {
    mqtt,
    n: number('kW'),
    total: { is: 'math/add', in: { a: 'n.value', b: 'mean.mean' } },
    mean: { is: 'math/average', in: { value: 'total.sum' } },
  }
  const before = check(flow({ nodes }), { catalogue }).faults.map(({ says }) => says.en)
  assert.deepEqual(before, ['the wires total → mean → total go round in a circle; put "previous" into it'])
  assert.deepEqual(mended(flow({ nodes })).nodes.total?.in, { a: 'n.value', b: 'previous.value' })
})

test('nothing is offered where nothing would help', () => {
  const nodes = { mqtt, n: number('°C'), gauge: { is: 'bar/gauge', in: { pressure: 'n.value', name: 'mqtt.raw' } } }
  assert.deepEqual(
    check(flow({ nodes }), { catalogue }).faults.map(({ at, fix }) => [at, fix]),
    [
      ['gauge.in.pressure', undefined],
      ['gauge.in.name', undefined],
    ],
  )
})
