/** Units as they are written on gauges. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commonUnits } from './units/common.ts'
import { compatible, convert, delta, known, power, product, ratio, sameUnit } from './units.ts'

test('what gauges write is known', () => {
  const gauges =
    '°C|℃|ºC|degC|deg C|°F|℉|K|m³/h|m3/h|m^3/h|㎥/h|Nm³/h|Nm3/h|kW·h|kWh|KWH|kW*h|mm/s|1/min|min⁻¹|min-1|rpm|%|ppm|bar|BAR|mbar|t/h|µS/cm|μS/cm|uS/cm|A|V|kvar|kVA|pH|NTU|Hz|g|mg/L|W/(m²·K)|kJ/(kg·K)|N·m|Nm|L/min|dB|°|Ω|pcs/min|m/s²|%'
  for (const unit of gauges.split('|')) assert.ok(known(unit), unit)
  for (const unit of ['widgets', 'constructor', '__proto__', 'bar x']) assert.ok(!known(unit), unit)
})

test('one unit written in several ways is one unit', () => {
  for (const [a, b] of [
    ['°C', '℃'],
    ['m³/h', 'm3/h'],
    ['kWh', 'kW·h'],
    ['rpm', '1/min'],
    ['µS/cm', 'uS/cm'],
    ['W/m²·K', 'W/(m²·K)'],
    ['W/m2/K', 'W·m⁻²·K⁻¹'],
    ['°C/min', 'K/min'],
    ['widgets', 'widgets'],
  ] as const)
    assert.ok(sameUnit(a, b), `${a} ${b}`)
  assert.ok(!sameUnit('°C', 'K'))
  assert.ok(!sameUnit('bar', 'mbar'))
})

test('units convert between each other where they measure the same', () => {
  for (const [value, from, to, result] of [
    [25, '°C', '°F', 77],
    [77, '°F', '°C', 25],
    [0, '°C', 'K', 273.15],
    [36, 'm³/h', 'l/s', 10],
    [1, 'bar', 'mbar', 1000],
    [1, 'kWh', 'MJ', 3.6],
    [50, 'Hz', 'rpm', 3000],
    [5, '%', 'ppm', 50_000],
    [1, 't/h', 'kg/min', 16.666666666666668],
    [9, 'Δ°F', 'K', 5],
    [60, 'NTU/min', 'NTU/s', 1],
  ] as const) {
    const got = convert(value, from, to)
    assert.ok(got !== undefined && Math.abs(got - result) <= Math.abs(result) * 1e-14, `${value} ${from} is ${got} ${to}`)
  }
})

test('units that measure different things do not', () => {
  for (const [a, b] of [
    ['°C', 'bar'],
    ['pH', 'nH'],
    ['dB', '%'],
    ['Nm³/h', 'm³/h'],
    ['widgets', 'm'],
    ['widgets', 'gadgets'],
    ['kW', 'kWh'],
  ] as const) {
    assert.ok(!compatible(a, b), `${a} ${b}`)
    assert.equal(convert(1, a, b), undefined)
  }
})

test('products and ratios are written tidily', () => {
  assert.equal(product('kW', 'h'), 'kW·h')
  assert.equal(product('m³/h', 'h'), 'm³')
  assert.equal(ratio('m3', 'h'), 'm³/h')
  assert.equal(ratio('kW', 'kW'), '')
  assert.equal(ratio('W', 'm²·K'), 'W/(m²·K)')
  assert.equal(ratio('', 'min'), '1/min')
  assert.equal(power('m', 2), 'm²')
  assert.equal(ratio('NTU', 's'), 'NTU/s')
})

test('a difference of temperatures is in kelvin', () => {
  assert.equal(delta('℃'), 'K')
  assert.equal(delta('°F'), 'Δ°F')
  assert.equal(delta('bar'), 'bar')
})

test('every unit that a picker offers is known, and offered once', () => {
  const all = commonUnits.flatMap(({ units }) => units)
  assert.deepEqual(
    all.filter((unit) => !known(unit)),
    [],
  )
  assert.equal(new Set(all).size, all.length)
})
