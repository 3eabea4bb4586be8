/** A value on one line: plain where any YAML reader would take it for the same text, else in double quotes as JSON has it. */
import type { Json } from '../type.ts'

/** Read as something else than text, by YAML 1.2 or by older readers. */
const notText = /^(?:~|null|true|false|yes|no|on|off|[\d_]+(?:\.[\d_]*)?(?:e[-+]?\d+)?|0[xob][\da-f_]+|\d{4}-\d\d?-\d\d?.*)$/i
const flowPlain = /^[\p{L}\p{N}_/°µ‰Ω](?:[\p{L}\p{M}\p{N}_/°µ‰Ω.%()·-]| (?! |$))*$/u
const blockPlain = /^[\p{L}\p{N}_/°µ‰Ω](?:[\p{L}\p{M}\p{N}_/°µ‰Ω.%()·,;!?'’–—-]| (?! |$))*$/u

export const writeText = (text: string, inFlow: boolean): string =>
  (inFlow ? flowPlain : blockPlain).test(text) && !notText.test(text) ? text : JSON.stringify(text)

const writeNumber = (value: number): string => (Object.is(value, -0) ? '-0' : String(value))

export const isMap = (value: unknown): value is { readonly [name: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Fields that have a value: undefined is not written. */
export const fieldsOf = (map: Readonly<Record<string, unknown>>): readonly (readonly [string, Json])[] =>
  Object.entries(map).filter((field): field is [string, Json] => field[1] !== undefined)

export const inline = (value: Json, inFlow = false): string => {
  if (typeof value === 'string') return writeText(value, inFlow)
  if (typeof value === 'number') return writeNumber(value)
  if (Array.isArray(value)) return `[${value.map((item) => inline(item, true)).join(', ')}]`
  if (!isMap(value)) return String(value)
  const fields = fieldsOf(value).map(([name, field]) => `${writeText(name, true)}: ${inline(field, true)}`)
  return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}'
}

const unprintable = /[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10ffff}]/u

/** Texts of several lines that read best as they are. One that ends in empty lines would take in the blank line behind it. */
export const isLines = (value: Json): value is string =>
  typeof value === 'string' && /\n./.test(value) && !unprintable.test(value) && !/^\n*[ \t]/.test(value) && !value.endsWith('\n\n')

const holdsLines = (value: Json): boolean =>
  Array.isArray(value) ? value.some(holdsLines) : isMap(value) ? Object.values(value).some(holdsLines) : isLines(value)

/** Undefined where it would be wider than `room` or holds text of several lines. */
export const shortly = (value: Json, room: number): string | undefined => {
  if (holdsLines(value)) return undefined
  const text = inline(value)
  return text.length <= room || !(Array.isArray(value) || isMap(value)) ? text : undefined
}
