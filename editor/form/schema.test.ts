/** Which field is edited how. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { duration, type, unit, z } from '@millrace/flow'
import { schemaOf } from '@millrace/flow/catalogue.ts'
import { fieldsOf } from '@millrace/flow/schema.ts'
import { choicesOf, columnsOf, isRequired, shapeOf } from './schema.ts'
import { readType, typeText } from './type-text.ts'

const schema = schemaOf(
  z.object({
    limit: z.number(),
    unit: unit().optional(),
    delay: duration('1 s'),
    type: type(),
    mode: z.enum(['a', 'b']).default('a'),
    bits: z.union([z.literal(7), z.literal(8)]).default(8),
    on: z.boolean().default(false),
    range: z.tuple([z.number(), z.number()]).default([0, 1]),
    rules: z.array(z.object({ name: z.string(), than: z.number() })).default([]),
    topics: z.array(z.string()).default([]),
    inner: z.object({ a: z.number() }).default({ a: 1 }),
    free: z.json().default(null),
  }),
)
const fields = fieldsOf(schema)

test('every kind of field has its own widget', () => {
  const shapes = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, shapeOf(field)]))
  assert.deepEqual(shapes, {
    limit: 'number',
    unit: 'unit',
    delay: 'duration',
    type: 'type',
    mode: 'choice',
    bits: 'choice',
    on: 'yes-no',
    range: 'numbers',
    rules: 'table',
    topics: 'lines',
    inner: 'group',
    free: 'json',
  })
})

test('choices of an enum and of constants, columns of a list, and what has to be there', () => {
  assert.deepEqual(
    choicesOf(fields.bits ?? {})?.map(({ value }) => value),
    [7, 8],
  )
  assert.deepEqual(
    columnsOf(fields.rules ?? {}).map(({ name }) => name),
    ['name', 'than'],
  )
  assert.equal(isRequired(schema, 'limit'), true)
  assert.equal(isRequired(schema, 'delay'), false)
})

test('a port type is written on one line', () => {
  for (const text of ['number °C', 'text', '{"type":"list","of":{"type":"number"}}']) assert.equal(typeText(readType(text)), text)
  assert.equal(readType('text °C'), undefined)
  assert.equal(readType('what'), undefined)
})
