/** Values as OPC UA data types, and the keys of node ids. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Quality } from '@millrace/flow'
import { DataType, DataValue, StatusCodes } from 'node-opcua-client'
import { coerce } from './coerce.ts'
import { keyOf } from './tag.ts'
import { plainOf, sampleOf } from './value.ts'

test('integers are written only where they fit', () => {
  const limits = [
    [2, -128, 127],
    [3, 0, 255],
    [4, -32768, 32767],
    [5, 0, 65535],
    [6, -2147483648, 2147483647],
    [7, 0, 4294967295],
  ] as const
  for (const [type, least, most] of limits) {
    for (const value of [least, most]) assert.equal(coerce(value, type), value)
    for (const value of [least - 1, most + 1, 0.5, Number.NaN, '1', null]) assert.throws(() => coerce(value, type), /does not fit/)
  }
  assert.equal(coerce(true, 3), 1)
})

test('64-bit integers go out as two words and come back the same, up to 2^53', () => {
  for (const value of [0, 1, -1, 2 ** 32, -(2 ** 32) - 5, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
    assert.equal(plainOf({ dataType: 8, value: coerce(value, 8) }), value)
    if (value >= 0) assert.equal(plainOf({ dataType: 9, value: coerce(value, 9) }), value)
  }
  assert.throws(() => coerce(2 ** 53, 8), /does not fit/)
  assert.throws(() => coerce(-1, 9), /does not fit/)
  assert.equal(plainOf({ dataType: 9, value: [0x200000, 0] }), undefined)
  assert.deepEqual(
    plainOf({
      dataType: 8,
      value: [
        [0, 1],
        [0xffffffff, 0xffffffff],
      ],
    }),
    [1, -1],
  )
})

test('other types take what they can hold, and nothing else', () => {
  assert.equal(coerce(1.5, 11), 1.5)
  assert.throws(() => coerce(1e39, 10), /does not fit Float/)
  assert.throws(() => coerce(Number.POSITIVE_INFINITY, 11), /does not fit Double/)
  assert.throws(() => coerce(1, 1), /does not fit Boolean/)
  assert.equal(coerce(12, 12), '12')
  assert.deepEqual(coerce('2026-01-02T03:04:05Z', 13), new Date(Date.UTC(2026, 0, 2, 3, 4, 5)))
  assert.throws(() => coerce('soon', 13), /does not fit DateTime/)
  assert.deepEqual(coerce(new Uint8Array([7]), 15), Buffer.from([7]))
  assert.throws(() => coerce({}, 22), /cannot be written/)
})

test('a key is put together from the parts of the node id, unless the tag has its own', () => {
  const tag = { name: 't', nodeId: 'ns=2;s=Plant1/Boilers/B1/Temperature', type: 'number' } as const
  assert.equal(keyOf(tag, '{1}/{2}/{-2}'), 'Plant1/Boilers/B1')
  assert.equal(keyOf({ ...tag, nodeId: 'nsu=urn:a/b;s=Line.P7.Flow' }, 'plant1/{-2}'), 'plant1/P7')
  assert.equal(keyOf({ ...tag, key: 'own' }, '{1}'), 'own')
  assert.equal(keyOf(tag, ''), '')
})

test('a sample has the time of its source, else that of the server, and the status as it came', () => {
  const value = { dataType: DataType.Double, value: 1.5 }
  const [sourceTimestamp, serverTimestamp] = [new Date(1_000), new Date(2_000)]
  assert.deepEqual(
    { ...sampleOf(new DataValue({ value, sourceTimestamp, serverTimestamp }), 'number') },
    { value: 1.5, quality: 0, time: 1_000 },
  )
  assert.equal(sampleOf(new DataValue({ value, serverTimestamp }), 'number').time, 2_000)
  const uncertain = sampleOf(new DataValue({ value, statusCode: StatusCodes.UncertainSensorNotAccurate, sourceTimestamp }), 'number')
  assert.deepEqual([uncertain.value, uncertain.quality], [1.5, Quality.UncertainSensorNotAccurate])
  const bad = sampleOf(new DataValue({ value, statusCode: StatusCodes.BadSensorFailure, sourceTimestamp }), 'number')
  assert.deepEqual([bad.value, bad.quality], [undefined, Quality.BadSensorFailure])
  assert.equal(sampleOf(new DataValue({ value, sourceTimestamp }), 'text').value, '1.5')
  assert.equal(sampleOf(new DataValue({ value, sourceTimestamp }), 'boolean').quality, Quality.BadTypeMismatch)
})
