/** Values by asset, as text. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byKeyText, readByKey, readValue } from './by-key.ts'

test('one line and two columns of a spreadsheet read alike', () => {
  const values = { 'plant1/b3': 95, 'plant1/b4': 92.5 }
  assert.deepEqual(readByKey('number', byKeyText(values)), values)
  assert.deepEqual(readByKey('number', 'plant1/b3\t95\r\nplant1/b4\t92.5\r\n'), values)
  assert.deepEqual(readByKey('number', ''), {})
})

test('what is no such value is refused', () => {
  assert.equal(readByKey('number', 'plant1/b3 = hot'), undefined)
  assert.equal(readByKey('number', 'plant1/b3'), undefined)
  assert.equal(readValue('duration', '10'), undefined)
  assert.equal(readValue('duration', '10 s'), '10 s')
  assert.equal(readValue('json', '{'), undefined)
})
