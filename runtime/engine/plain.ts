/** Values as JSON and back without loss: what JSON lacks is written `{ "$": … }`. */
import { type Json, Sample } from '@millrace/flow'

export type Plain = Json

/** `undefined` is written too, since a held Bad sample has no value. */
export const pack = (value: unknown): Plain => {
  if (value === undefined) return { $: 'undefined' }
  if (typeof value === 'number')
    return Number.isFinite(value) && !Object.is(value, -0) ? value : { $: 'number', is: Object.is(value, -0) ? '-0' : String(value) }
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (value instanceof Uint8Array) return { $: 'bytes', is: value.toBase64() }
  if (value instanceof Float64Array) return { $: 'series', is: Array.from(value, pack) }
  if (Array.isArray(value)) return value.map(pack)
  if (value instanceof Sample) return { $: 'sample', is: [pack(value.value), value.quality, pack(value.time)] }
  if (value instanceof Map) return { $: 'map', is: [...value].map(pack) }
  if (value instanceof Set) return { $: 'set', is: [...value].map(pack) }
  if (!isPlain(value as object)) throw new Error(`saving a ${(value as object).constructor.name}: a state holds plain values`)
  const record = Object.entries(value as object).filter(([, field]) => field !== undefined)
  const packed = Object.fromEntries(record.map(([name, field]) => [name, pack(field)]))
  return '$' in packed ? { $: 'record', is: packed } : packed
}

export const unpack = (plain: Plain): unknown => {
  if (plain === null || typeof plain !== 'object') return plain
  if (Array.isArray(plain)) return plain.map(unpack)
  const record = plain as Readonly<Record<string, Json>>
  switch (record.$) {
    case undefined:
      return Object.fromEntries(Object.entries(record).map(([name, field]) => [name, unpack(field)]))
    case 'undefined':
      return undefined
    case 'number':
      return Number(record.is)
    case 'bytes':
      return Uint8Array.fromBase64(String(record.is))
    case 'series':
      return Float64Array.from((record.is as readonly Json[]).map((one) => Number(unpack(one))))
    case 'sample': {
      const [given, quality, time] = record.is as readonly Json[]
      return new Sample(unpack(given ?? null), Number(quality), Number(unpack(time ?? null)))
    }
    case 'map':
      return new Map((record.is as readonly Json[]).map((pair) => unpack(pair) as [unknown, unknown]))
    case 'set':
      return new Set((record.is as readonly Json[]).map(unpack))
    default:
      return Object.fromEntries(Object.entries(record.is as Readonly<Record<string, Json>>).map(([name, field]) => [name, unpack(field)]))
  }
}

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
