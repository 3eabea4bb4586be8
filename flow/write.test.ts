/** The canonical form, and that it survives reading and writing. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { applyEdits } from './edit.ts'
import { watch } from './fixture.ts'
import { randomCommand, randomFrom } from './random-edits.ts'
import { readFlow } from './read.ts'
import { inline } from './write/scalar.ts'
import { writeFlow } from './write.ts'

const canonical = `millrace: 1
name: Boiler watch
says: Warns the shift when a boiler stays hot.
parameters:
  limit: { type: number, unit: °C, default: 90, says: Where the alarm rings }
outputs:
  now: celsius.value

nodes:
  boilers:
    is: mqtt/in
    config: { connection: plant, topic: "plant1/+/temperature", key: "plant1/{1}" }
  celsius:
    is: text/number
    in: { text: boilers.payload }
    config: { unit: °C }
  mean:
    is: math/average
    in: { value: celsius.value }
    config: { count: 30 }
  hot:
    is: alarm/high
    in: { value: mean.mean }
    config: { limit: { parameter: limit }, onDelay: 10 s }

tests:
  stays quiet below the limit:
    - { feed: boilers, payload: "80", key: plant1/b1 }
    - { expect: hot, nothing: true }

groups:
  line: { says: Smoothing, nodes: [celsius, mean] }

layout:
  boilers: [0, 0]
  celsius: [240, 0]
  mean: [480, 0]
  hot: [720, 0]
`

test('a document is written in the form that people read and git merges', () => {
  assert.equal(writeFlow(watch), canonical)
})

test('what is long is written over several lines, code as it is', () => {
  const config = { rules: Array.from({ length: 5 }, (_, n) => ({ name: `rule ${n}`, when: `v > ${n}` })), code: 'let x = 1\n\nx\n' }
  const text = writeFlow({ millrace: 1, name: 'x', nodes: { a: { is: 'x/y', config } } })
  assert.match(text, /\n {6}rules:\n {8}- \{ name: rule 0, when: "v > 0" \}\n/)
  assert.match(text, /\n {6}code: \|\n {8}let x = 1\n\n {8}x\n/)
  assert.ok(text.split('\n').every((line) => line.length <= 100))
})

test('any text survives, also what YAML would take for something else', () => {
  const texts = [
    '',
    ' ',
    '~',
    'null',
    'yes',
    'off',
    '1',
    '1e3',
    '0x1f',
    '1_000',
    '.5',
    '-',
    '- a',
    'a: b',
    'a #b',
    '#',
    '°C',
    'm³/h',
    '10 s',
    '2024-01-01',
    '12:30',
    '[',
    '{}',
    '&a',
    '*',
    '!x',
    '%',
    '@',
    '`',
    "'",
    '"',
    '\\',
    'a\tb',
    'a\nb',
    '\n',
    'a\n',
    'a\n\n',
    'a\nb\n\n',
    ' a\nb',
    'a\n b',
    'a\r\nb',
    '\u0000',
    '\u0085',
    '\u2028',
    '\ufeff',
    '😀',
    '\ud800',
    'a, b',
    'a,b',
    '泵 1',
    '<<',
    '__proto',
    'true ',
    'x '.repeat(99),
  ]
  for (const text of texts) {
    const document = {
      millrace: 1 as const,
      name: text,
      nodes: { a: { is: 'x/y', says: text, config: { v: text, w: [text, { t: text }] } } },
    }
    assert.deepEqual(readFlow(writeFlow(document)).document, document, JSON.stringify(text))
  }
  assert.equal(inline('plant1/b1', true), 'plant1/b1')
})

test('random documents are read back as they were written, and written again to the same bytes', () => {
  const random = randomFrom(11)
  let document = watch
  for (let n = 0; n < 200; n++) {
    const done = applyEdits(document, randomCommand(document, random))
    if ('document' in done) document = done.document
    const text = writeFlow(document)
    const read = readFlow(text).document
    assert.deepEqual(read, document)
    assert.equal(read && writeFlow(read), text)
  }
})
