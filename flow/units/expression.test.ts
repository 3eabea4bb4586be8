/** Units of outputs, worked out from those of inputs. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { unitOf } from './expression.ts'

const units: Readonly<Record<string, string | undefined>> = { u: 'kW', v: 'h', t: '°C', x: undefined }
const of = (expression: string) => unitOf(expression, (word) => (word in units ? units[word] : null))

test('products, ratios, powers, differences, units in quotes', () => {
  for (const [expression, unit] of [
    ['u', 'kW'],
    ['u * v', 'kW·h'],
    ['u*v/v', 'kW'],
    ['u / u', ''],
    ["u / 'min'", 'kW/min'],
    ['1 / v', '1/h'],
    ['delta(t)', 'K'],
    ["delta(t) / 's'", 'K/s'],
    ['v^2', 'h²'],
    ['u^-1', '1/kW'],
    ["u / ('m²' * delta(t))", 'kW/(m²·K)'],
    ['x', undefined],
    ['x * u', undefined],
    ['x or u', 'kW'],
    ['u or v', 'kW'],
    ['(x or v) * u', 'h·kW'],
  ] as const)
    assert.deepEqual(of(expression), { unit }, expression)
})

test('what can not be read says why', () => {
  for (const [expression, why] of [
    ['w', '"w" stands for nothing'],
    ['u *', 'it ends too early'],
    ['u v', '"v" is not expected here'],
    ['(u', 'a bracket is missing'],
    ['delta u', 'a bracket is missing'],
    ['u ^ v', 'an exponent is a number'],
    ['', 'it ends too early'],
  ] as const)
    assert.equal(of(expression), why, expression)
})
