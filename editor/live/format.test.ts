/** How live values are written. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ageText, longest, numberText, rateText, valueText } from './format.ts'

test('numbers have the decimals of a gauge', () => {
  const written = [0, 5, 87.30512, 1.5, 0.12345, 1234567, 4294967295, -40.256, 1e12, 3e-7, 1 / 3].map(numberText)
  assert.deepEqual(written, ['0', '5', '87.31', '1.500', '0.1235', '1234567', '4294967295', '-40.26', '1.000e+12', '3.000e-7', '0.3333'])
})

test('a unit follows a number, long texts are cut, nothing is a dash', () => {
  assert.equal(valueText(90, '°C'), '90 °C')
  assert.equal(valueText(null), '—')
  assert.equal(valueText('x'.repeat(100)).length, longest)
  assert.equal(valueText({ a: 1 }), '{"a":1}')
  assert.equal(valueText(true), 'true')
})

test('ages change once a second at most, and get coarser', () => {
  const ages = [0, 999, 12_300, 99_900, 100_000, 7_200_000, 200_000_000].map((ms) => ageText(ms, 'en'))
  assert.deepEqual(ages, ['<1 s', '<1 s', '12 s', '99 s', '1 min', '2 h', '2 d'])
  assert.equal(ageText(12_300, 'zh'), '12秒')
})

test('slow rates are told by the minute', () => {
  assert.deepEqual([0, 0.05, 4, 9.94, 1_000].map(rateText), ['0/s', '3.0/min', '4.0/s', '9.9/s', '1000/s'])
})
