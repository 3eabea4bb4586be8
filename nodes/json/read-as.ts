/** Turns a parsed JSON value into what a port of some type carries; a value that is something else is refused with its place. */
import { Refusal, type Type } from '@millrace/flow'
import { deepest, tooDeep } from './parse-text.ts'

export const readAs = (value: unknown, type: Type, place: string): unknown => {
  switch (type.type) {
    case 'number':
      if (typeof value === 'bigint') throw tooLarge(value, place)
      return typeof value === 'number' ? value : misfit(value, place, 'a number', '数值')
    case 'boolean':
      return typeof value === 'boolean' ? value : misfit(value, place, 'true or false', '布尔值')
    case 'text':
      return typeof value === 'string' || typeof value === 'bigint' ? String(value) : misfit(value, place, 'text', '文本')
    case 'bytes':
      return typeof value === 'string'
        ? new Uint8Array(Buffer.from(value, 'base64'))
        : misfit(value, place, 'bytes in base64', 'Base64 字节串')
    case 'list':
      return Array.isArray(value) ? value.map((item, i) => readAs(item, type.of, `${place}.${i}`)) : misfit(value, place, 'a list', '列表')
    case 'record':
      return readRecord(value, type.fields, place)
    case 'series':
      return readSeries(value, place)
    default:
      checkJson(value, place, 0)
      return value
  }
}

const readRecord = (value: unknown, fields: Readonly<Record<string, Type>>, place: string): unknown => {
  if (!isObject(value)) return misfit(value, place, 'a record', '记录')
  const read: Record<string, unknown> = {}
  for (const [name, type] of Object.entries(fields)) {
    if (Object.hasOwn(value, name)) read[name] = readAs(value[name], type, `${place}.${name}`)
    else if (!('optional' in type && type.optional === true)) throw missing(`${place}.${name}`)
  }
  return read
}

const readSeries = (value: unknown, place: string): unknown => {
  if (!isObject(value)) return misfit(value, place, 'a waveform { dt, values }', '波形 { dt, values }')
  const numbers = readAs(value['values'], { type: 'list', of: { type: 'number' } }, `${place}.values`) as number[]
  return { dt: readAs(value['dt'], { type: 'number' }, `${place}.dt`), values: Float64Array.from(numbers) }
}

const checkJson = (value: unknown, place: string, depth: number): void => {
  if (typeof value === 'bigint') throw tooLarge(value, place)
  if (typeof value !== 'object' || value === null) return
  if (depth >= deepest) throw tooDeep()
  for (const [name, inner] of Object.entries(value)) checkJson(inner, `${place}.${name}`, depth + 1)
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const missing = (place: string) => new Refusal('field-missing', { en: `${place} is missing`, zh: `缺少 ${place}` })

const tooLarge = (value: bigint, place: string) =>
  new Refusal('integer-too-large', {
    en: `${place} is ${value}, beyond 2^53: a number cannot hold it exactly; read it as text`,
    zh: `${place} 为 ${value},超过 2^53,数值无法精确表示,请按文本读取`,
  })

const misfit = (value: unknown, place: string, en: string, zh: string): never => {
  const shown = (JSON.stringify(value, (_name, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? 'nothing').slice(0, 40)
  throw new Refusal('wrong-type', { en: `${place} is ${shown}, not ${en}`, zh: `${place} 为 ${shown},不是${zh}` })
}
