/** What OPC UA sends, as samples: its own status code and source time, and a value of the tag's type. */
import { isBad, Quality, Sample } from '@millrace/flow'
import type { DataValue, Variant } from 'node-opcua-client'
import type { TagType } from './tag.ts'

export const sampleOf = ({ statusCode, sourceTimestamp, serverTimestamp, value }: DataValue, type: TagType): Sample => {
  const time = (sourceTimestamp ?? serverTimestamp ?? new Date()).getTime()
  const quality = statusCode.value
  if (isBad(quality)) return new Sample(undefined, quality, time)
  const plain = plainOf(value)
  if (plain === undefined) return new Sample(undefined, Quality.BadOutOfRange, time)
  const fitting = fit(plain, type)
  return fitting === undefined ? new Sample(undefined, Quality.BadTypeMismatch, time) : new Sample(fitting, quality, time)
}

/** Built-in types whose values need more than taking over (Part 6, table 1). */
const int64 = 8
const uint64 = 9

/** As JSON (with bytes left as they are), or undefined where a number would be rounded. */
export const plainOf = ({ value, dataType }: Pick<Variant, 'value' | 'dataType'>): unknown => {
  const one = dataType === int64 ? exactInt64 : dataType === uint64 ? exactUint64 : scalar
  // An Int64 by itself is a pair [high, low]; in an array it is a pair, too.
  const wide = dataType === int64 || dataType === uint64
  const many = wide ? Array.isArray(value) && Array.isArray(value[0]) : Array.isArray(value) || isNumbers(value)
  if (!many) return one(value)
  const list = Array.from(value as ArrayLike<unknown>, one)
  return list.includes(undefined) ? undefined : list
}

const isNumbers = (value: unknown): value is ArrayLike<number> =>
  ArrayBuffer.isView(value) && !(value instanceof Uint8Array && Buffer.isBuffer(value))

const whole = (value: unknown): bigint =>
  Array.isArray(value) ? (BigInt(value[0] >>> 0) << 32n) | BigInt(value[1] >>> 0) : BigInt(Number(value))

const exact = (value: bigint): number | undefined => (Number.isSafeInteger(Number(value)) ? Number(value) : undefined)

const exactUint64 = (value: unknown): number | undefined => exact(whole(value))

const exactInt64 = (value: unknown): number | undefined => exact(BigInt.asIntN(64, whole(value)))

const scalar = (value: unknown): unknown => {
  if (value === null || value === undefined) return null
  if (typeof value !== 'object' || Buffer.isBuffer(value)) return value
  if (value instanceof Date) return value.toISOString()
  if ('text' in value && 'locale' in value) return value.text ?? ''
  if ('namespaceIndex' in value && 'name' in value) return value.name ?? ''
  if ('toJSON' in value && typeof value.toJSON === 'function') return JSON.parse(JSON.stringify(value))
  return String(value)
}

const fit = (value: unknown, type: TagType): unknown => {
  switch (type) {
    case 'number':
      return typeof value === 'number' ? value : undefined
    case 'boolean':
      return typeof value === 'boolean' ? value : undefined
    case 'text':
      return value === null ? '' : typeof value === 'object' ? undefined : String(value)
    case 'bytes':
      return Buffer.isBuffer(value) ? new Uint8Array(value) : undefined
    case 'numbers':
      return Array.isArray(value) && value.every((item) => typeof item === 'number') ? value : undefined
    case 'json':
      return Buffer.isBuffer(value) ? value.toString('base64') : value
  }
}
