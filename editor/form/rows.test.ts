/** Tables filled from places and from spreadsheets. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pasted, rowsFrom } from './rows.ts'
import type { Column } from './schema.ts'

const columns: readonly Column[] = [
  { name: 'name', schema: { type: 'string' } },
  { name: 'nodeId', schema: { type: 'string', 'x-widget': 'place' } },
  { name: 'type', schema: { enum: ['number', 'boolean'] } },
  { name: 'count', schema: { type: 'integer' } },
]

test('a picked place becomes a row with a free name', () => {
  const places = [
    { id: 'ns=1;s=T', name: 'Boiler 1 / T', inside: false, type: 'number', unit: '°C' },
    { id: 'ns=1;s=U', name: 'Boiler 1 / T', inside: false, type: 'Int64' },
  ]
  assert.deepEqual(rowsFrom(places, columns, []), [
    { name: 'Boiler-1-T', nodeId: 'ns=1;s=T', type: 'number' },
    { name: 'Boiler-1-T2', nodeId: 'ns=1;s=U' },
  ])
})

test('cells are laid over the table from where they are pasted, and rows are added', () => {
  const rows = [{ name: 'a', count: 1 }]
  assert.deepEqual(pasted('x\ty\r\nz\t\r\n', columns, rows, { row: 0, column: 0 }), [{ name: 'x', count: 1, nodeId: 'y' }, { name: 'z' }])
})

test('a heading says which column is which, and what does not fit is left as it was', () => {
  assert.deepEqual(pasted('count\tname\n7\tb\nmany\tc', columns, [], { row: 0, column: 2 }), [{ count: 7, name: 'b' }, { name: 'c' }])
})
