/** Values as JSON by the type of their port, in both directions: bytes as base64, what is not finite as null. */
import { Quality, Sample } from '@millrace/flow'
import type { Type } from '@millrace/flow/type.ts'

/** An integer written in digits that a number cannot hold: Bad, never rounded. */
export const beyond = Symbol('an integer beyond 2^53 - 1')

const isDigits = (source: string): boolean => /^-?\d+$/.test(source)

/** Like `JSON.parse`, with `beyond` where an integer would be rounded. Throws where the text is not JSON. */
export const parseExact = (text: string): unknown => {
  if (!/\d{16}/.test(text)) return JSON.parse(text)
  return JSON.parse(text, (_name: string, value: unknown, context?: { source?: string }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && isDigits(context?.source ?? '') ? beyond : value,
  )
}

/** Are there brackets within brackets beyond `levels`? What is read is walked through by recursion later. */
export const isDeeper = (text: string, levels: number): boolean => {
  if (text.length < 2 * levels) return false
  let depth = 0
  let quoted = false
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (quoted) {
      if (char === 0x5c) i++
      else if (char === 0x22) quoted = false
    } else if (char === 0x22) quoted = true
    else if (char === 0x7b || char === 0x5b) {
      if (++depth > levels) return true
    } else if (char === 0x7d || char === 0x5d) depth--
  }
  return false
}

const holdsBeyond = (value: unknown): boolean =>
  value === beyond || (typeof value === 'object' && value !== null && Object.values(value).some(holdsBeyond))

/** A value, a Bad sample, or a sentence that says why it is neither. */
export type Decoded = { readonly value: unknown } | { readonly wrong: string }

export const decode = (type: Type, json: unknown): Decoded => {
  if (holdsBeyond(json)) return { value: new Sample(undefined, Quality.BadOutOfRange, Number.NaN) }
  const wrong = (needs: string): Decoded => ({ wrong: `${needs} is needed here, not ${describe(json)}` })
  switch (type.type) {
    case 'number':
      if (json === null) return { value: new Sample(undefined, Quality.BadOutOfRange, Number.NaN) }
      return typeof json === 'number' ? { value: json } : wrong('a number')
    case 'boolean':
      return typeof json === 'boolean' ? { value: json } : wrong('true or false')
    case 'text':
      return typeof json === 'string' ? { value: json } : wrong('a text')
    case 'bytes':
      return decodeBytes(json) ?? wrong('a text in base64')
    case 'list':
      return Array.isArray(json) ? decodeAll(json, () => type.of) : wrong('a list')
    case 'record': {
      if (!isRecord(json)) return wrong('a record')
      const missing = Object.keys(type.fields).find((field) => !Object.hasOwn(json, field) && !isOptional(type.fields[field]))
      if (missing !== undefined) return { wrong: `the field "${missing}" is missing` }
      return decodeFields(json, type.fields)
    }
    case 'series': {
      if (!isRecord(json) || typeof json.dt !== 'number' || !Array.isArray(json.values)) return wrong('{ dt, values }')
      return { value: { dt: json.dt, values: Float64Array.from(json.values as number[], (one) => (one === null ? Number.NaN : one)) } }
    }
    default:
      return { value: json }
  }
}

const isOptional = (field: Type | undefined): boolean => field !== undefined && 'optional' in field && field.optional === true

const isRecord = (json: unknown): json is Readonly<Record<string, unknown>> =>
  typeof json === 'object' && json !== null && !Array.isArray(json)

const decodeBytes = (json: unknown): Decoded | undefined => {
  if (typeof json !== 'string' || json.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(json)) return undefined
  return { value: Uint8Array.fromBase64(json) }
}

const decodeAll = (items: readonly unknown[], typeOf: (i: number) => Type): Decoded => {
  const values: unknown[] = []
  for (const [i, item] of items.entries()) {
    const decoded = decode(typeOf(i), item)
    if ('wrong' in decoded) return { wrong: `item ${i}: ${decoded.wrong}` }
    if (decoded.value instanceof Sample) return decoded
    values.push(decoded.value)
  }
  return { value: values }
}

const decodeFields = (json: Readonly<Record<string, unknown>>, fields: Readonly<Record<string, Type>>): Decoded => {
  const entries: [string, unknown][] = []
  for (const [name, field] of Object.entries(json)) {
    const type = fields[name]
    const decoded = type ? decode(type, field) : { value: field }
    if ('wrong' in decoded) return { wrong: `${name}: ${decoded.wrong}` }
    if (decoded.value instanceof Sample) return decoded
    entries.push([name, decoded.value])
  }
  return { value: Object.fromEntries(entries) }
}

const describe = (json: unknown): string => {
  if (json === null || json === undefined) return 'nothing'
  if (Array.isArray(json)) return 'a list'
  if (typeof json === 'object') return 'a record'
  return typeof json === 'string' ? 'a text' : typeof json === 'number' ? 'a number' : 'true or false'
}

/** For `JSON.stringify`; undefined (a Bad sample has no value) is null. */
export const encode = (value: unknown): unknown => {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) return null
  if (value === null || typeof value !== 'object') return value
  if (value instanceof Uint8Array) return value.toBase64()
  if (value instanceof Float64Array) return Array.from(value, encode)
  if (Array.isArray(value)) return value.map(encode)
  if (value instanceof Sample) return { value: encode(value.value), quality: value.quality }
  return Object.fromEntries(Object.entries(value).flatMap(([name, field]) => (field === undefined ? [] : [[name, encode(field)]])))
}

/** Does a value have the type? */
const fits = (type: Type, value: unknown): boolean => {
  switch (type.type) {
    case 'number':
      return typeof value === 'number'
    case 'boolean':
      return typeof value === 'boolean'
    case 'text':
      return typeof value === 'string'
    case 'bytes':
      return value instanceof Uint8Array
    case 'list':
      return Array.isArray(value) && value.every((one) => fits(type.of, one))
    case 'record':
      return (
        isRecord(value) &&
        Object.entries(type.fields).every(([name, field]) => (Object.hasOwn(value, name) ? fits(field, value[name]) : isOptional(field)))
      )
    case 'series':
      return isRecord(value) && typeof value.dt === 'number' && value.values instanceof Float64Array
    default:
      return true
  }
}

/** What a user's function gave for a port: a Bad sample where it is not of the port's type. */
export const checked = (type: Type, value: unknown): unknown =>
  value === undefined || fits(type, value) ? value : new Sample(undefined, Quality.BadTypeMismatch, Number.NaN)
