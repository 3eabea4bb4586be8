/** Times, cells and lines as files in the field have them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCell, writeRow } from './cell.ts'
import { splitter } from './split-lines.ts'
import { readTime } from './time-stamp.ts'

test('times are read as exports write them, local ones in their zone', () => {
  const known: [string, string, string][] = [
    ['2026-01-02T03:04:05.678Z', 'Asia/Shanghai', '2026-01-02T03:04:05.678Z'],
    ['2026-01-02 03:04:05', 'Asia/Shanghai', '2026-01-01T19:04:05.000Z'],
    ['2026/1/2 3:04', 'UTC', '2026-01-02T03:04:00.000Z'],
    ['2026.1.2', 'UTC', '2026-01-02T00:00:00.000Z'],
    ['2026-07-02 12:00:00+0200', 'UTC', '2026-07-02T10:00:00.000Z'],
    ['2026-07-02 12:00', 'Europe/Berlin', '2026-07-02T10:00:00.000Z'],
    ['2026-03-29 02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
    ['1767322645', 'UTC', '2026-01-02T02:57:25.000Z'],
    ['1767322645678', 'UTC', '2026-01-02T02:57:25.678Z'],
    ['1767322645678000', 'UTC', '2026-01-02T02:57:25.678Z'],
  ]
  for (const [written, zone, iso] of known) assert.equal(new Date(readTime(written, zone) ?? Number.NaN).toISOString(), iso, written)
  for (const written of ['', 'soon', '2026-13-01', '2026-02-30 00:00', '12:00', '2026-01-02 25:00'])
    assert.equal(readTime(written, 'UTC'), undefined, written)
})

test('cells are read strictly: empty is nothing, nonsense is Bad', () => {
  assert.equal(readCell(' 1.5 ', 'number', '.'), 1.5)
  assert.equal(readCell('-1,5e3', 'number', ','), -1500)
  assert.equal(readCell('', 'number', '.'), undefined)
  assert.equal(readCell(undefined, 'text', '.'), undefined)
  assert.equal(readCell('是', 'boolean', '.'), true)
  assert.equal(readCell('OFF', 'boolean', '.'), false)
  for (const [cell, type] of [
    ['Bad', 'number'],
    ['1,000.5', 'number'],
    ['0x10', 'number'],
    ['9007199254740993', 'number'],
    ['1e999', 'number'],
    ['maybe', 'boolean'],
  ] as const) {
    assert.equal((readCell(cell, type, '.') as { quality: number }).quality, 0x80070000, cell)
  }
})

test('a row is written as RFC 4180 has it', () => {
  assert.equal(
    writeRow(['a', 'b,c', 'say "hi"', 'two\nlines', 1.5, true, undefined, { x: 1 }]),
    'a,"b,c","say ""hi""","two\nlines",1.5,true,,"{""x"":1}"\n',
  )
})

test('lines are cut wherever the pieces end, with their places, and one without an end is left out', () => {
  const text = Buffer.from('ä\r\nb\n\n锅炉\nrest')
  for (let piece = 1; piece <= text.length; piece++) {
    const split = splitter('utf-8', 100)
    const whole = Array.from({ length: Math.ceil(text.length / piece) }, (_, i) =>
      split(text.subarray(i * piece, (i + 1) * piece)),
    ).flatMap((lines) => lines.whole)
    assert.deepEqual(whole, [
      { line: 'ä', offset: 100 },
      { line: 'b', offset: 104 },
      { line: '', offset: 106 },
      { line: '锅炉', offset: 107 },
    ])
  }
  const split = splitter('utf-8', 0)
  assert.equal(split(Buffer.alloc(2 ** 20 + 1, 0x61)).dropped, 2 ** 20 + 1)
  assert.deepEqual(split(Buffer.from('aa\nb\n')), { whole: [{ line: 'b', offset: 2 ** 20 + 4 }], dropped: 3 })
})
