/** Registers to values and back, against known bytes and at random. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decode, encode, width } from './codec.ts'
import type { Format } from './tag.ts'

const format = (given: Partial<Format> & Pick<Format, 'type'>): Format => ({ order: 'ABCD', scale: 1, offset: 0, ...given })

test('known values stand in registers as IEEE 754 and the MODBUS application protocol (4.2, big-endian) have them', () => {
  const known: [Format['type'], number[], number][] = [
    ['uint16', [0x1234], 0x1234],
    ['int16', [0xffff], -1],
    ['int16', [0x8000], -32768],
    ['uint32', [0x1234, 0x5678], 0x12345678],
    ['int32', [0xffff, 0xfffe], -2],
    ['float32', [0x42f6, 0xe979], Math.fround(123.456)],
    ['float32', [0xc2c8, 0x0000], -100],
    ['float64', [0x405e, 0xdd2f, 0x1a9f, 0xbe77], 123.456],
    ['int64', [0xffff, 0xffff, 0xffff, 0xffff], -1],
    ['uint64', [0x001f, 0xffff, 0xffff, 0xffff], Number.MAX_SAFE_INTEGER],
  ]
  for (const [type, registers, value] of known) {
    assert.equal(decode(registers, format({ type })), value, type)
    assert.deepEqual(encode(value, format({ type })), registers, type)
  }
})

test('the four byte orders are told apart', () => {
  const orders = { ABCD: [0x4146, 0x0000], CDAB: [0x0000, 0x4146], BADC: [0x4641, 0x0000], DCBA: [0x0000, 0x4641] } as const
  for (const [order, registers] of Object.entries(orders)) {
    const as = format({ type: 'float32', order: order as Format['order'] })
    assert.equal(decode(registers, as), 12.375, order)
    assert.deepEqual(encode(12.375, as), registers, order)
  }
})

test('an integer that no number shows exactly, and a float that is none, have no value', () => {
  assert.equal(decode([0x0020, 0, 0, 1], format({ type: 'int64' })), undefined)
  assert.equal(decode([0xffff, 0xffff, 0xffff, 0xffff], format({ type: 'uint64' })), undefined)
  assert.equal(decode([0x7fc0, 0], format({ type: 'float32' })), undefined)
  assert.equal(decode([0x7f80, 0], format({ type: 'float32' })), undefined)
})

test('a factor of a tenth does not bring rounding noise', () => {
  assert.equal(decode([123], format({ type: 'int16', scale: 0.1 })), 12.3)
  assert.deepEqual(encode(12.3, format({ type: 'int16', scale: 0.1 })), [123])
  assert.equal(decode([100], format({ type: 'uint16', scale: 0.5, offset: -40 })), 10)
})

test('bits, texts and single bits are read', () => {
  assert.equal(decode([0b100], format({ type: 'bool', bit: 2 })), true)
  assert.equal(decode([0b100], format({ type: 'bool', bit: 1 })), false)
  assert.deepEqual(decode([0x8001], format({ type: 'bits' })), [true, ...Array<boolean>(14).fill(false), true])
  assert.equal(decode([0x4142, 0x4300], format({ type: 'text', length: 2 })), 'ABC')
  assert.equal(decode([0x4241, 0x0043], format({ type: 'text', length: 2, order: 'BADC' })), 'ABC')
  assert.deepEqual(encode('ABC', format({ type: 'text', length: 2 })), [0x4142, 0x4300])
})

test('a number that would wrap round is refused', () => {
  for (const [value, type] of [
    [70000, 'uint16'],
    [-1, 'uint16'],
    [32768, 'int16'],
    [2 ** 32, 'uint32'],
    [1e39, 'float32'],
    [2 ** 53, 'int64'],
  ] as const) {
    assert.throws(() => encode(value, format({ type })), /does not fit/, `${value} ${type}`)
  }
  assert.throws(() => encode(Number.NaN, format({ type: 'float32' })), /not a number/)
  assert.throws(() => encode('12', format({ type: 'int16' })), /not a number/)
  assert.throws(() => encode('too long', format({ type: 'text', length: 2 })), /room for 4/)
})

test('whatever registers hold, reading never throws and writing back gives the same registers', () => {
  const types: Format['type'][] = ['int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64', 'bits']
  const orders: Format['order'][] = ['ABCD', 'CDAB', 'BADC', 'DCBA']
  let seed = 1
  const random = (): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed >>> 16
  }
  for (let i = 0; i < 100_000; i++) {
    const as = format({ type: types[i % types.length] ?? 'int16', order: orders[random() % 4] ?? 'ABCD', length: 1 + (random() % 4) })
    const small = random() % 3 === 0
    const registers = Array.from({ length: width(as) }, (_, at) => (small && at > 0 ? 0 : random()))
    const value = decode(registers, as)
    if (value === undefined) continue
    const again = encode(value, as)
    assert.deepEqual(decode(again, as), value)
    if (!Object.is(value, 0) && !Object.is(value, -0)) assert.deepEqual(again, registers, `${JSON.stringify(as)} ${value}`)
  }
})
