/** A port type as one line: `number °C`, `text`, or JSON where it is nested. */
import { isRecord } from '@millrace/flow/schema.ts'
import type { Json } from '@millrace/flow/type.ts'
import { readValue } from '../panels/by-key.ts'

const plain = ['number', 'boolean', 'text', 'bytes', 'json', 'series']

export const typeText = (type: Json | undefined): string => {
  if (!isRecord(type)) return ''
  const { type: word, unit, ...rest } = type
  if (Object.keys(rest).length > 0 || typeof word !== 'string') return JSON.stringify(type)
  return typeof unit === 'string' ? `${word} ${unit}` : word
}

/** undefined where it is none. */
export const readType = (text: string): Json | undefined => {
  const trimmed = text.trim()
  if (trimmed.startsWith('{')) return readValue('json', trimmed)
  const [word = '', ...rest] = trimmed.split(/\s+/)
  const name = plain.find((one) => one === word.toLowerCase())
  const unit = rest.join(' ')
  if (name === undefined || (unit !== '' && name !== 'number' && name !== 'series')) return undefined
  return unit === '' ? { type: name } : { type: name, unit }
}
