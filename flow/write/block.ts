/** A value over several lines, indented by two spaces a level; whatever is short stays on one line. */
import type { Json } from '../type.ts'
import { fieldsOf, inline, isLines, isMap, shortly, writeText } from './scalar.ts'

export const width = 100

const spaces = (indent: number): string => ' '.repeat(indent)

const lines = (text: string, indent: number): readonly string[] => {
  const ends = text.endsWith('\n')
  const body = ends ? text.slice(0, -1) : text
  return [ends ? '|' : '|-', ...body.split('\n').map((line) => (line === '' ? '' : spaces(indent) + line))]
}

/** The first line goes behind `key:` or `-`; the others are indented already. */
const valueLines = (value: Json, indent: number, used: number): readonly string[] => {
  const short = shortly(value, width - used)
  if (short !== undefined) return [short]
  if (isLines(value)) return lines(value, indent)
  if (Array.isArray(value)) return ['', ...value.flatMap((item) => itemLines(item, indent))]
  return isMap(value) ? ['', ...fieldsOf(value).flatMap(([name, field]) => entryLines(name, field, indent))] : [inline(value)]
}

export const entryLines = (name: string, value: Json, indent: number): readonly string[] => {
  const key = `${spaces(indent)}${writeText(name, false)}:`
  const [first = '', ...rest] = valueLines(value, indent + 2, key.length + 1)
  return [first === '' ? key : `${key} ${first}`, ...rest]
}

/** An item of a list; a map begins behind the dash. */
export const itemLines = (item: Json, indent: number): readonly string[] => {
  const dash = `${spaces(indent)}-`
  const [first = '', ...rest] = valueLines(item, indent + 2, dash.length + 1)
  if (first !== '') return [`${dash} ${first}`, ...rest]
  const [next = '', ...others] = rest
  return [`${dash} ${next.trimStart()}`, ...others]
}

/** Always over several lines, also where it would fit on one. */
export const openLines = (name: string, value: Json, indent: number): readonly string[] => {
  const inner = Array.isArray(value)
    ? value.flatMap((item) => itemLines(item, indent + 2))
    : isMap(value)
      ? fieldsOf(value).flatMap(([field, part]) => entryLines(field, part, indent + 2))
      : []
  return inner.length > 0 ? [`${spaces(indent)}${writeText(name, false)}:`, ...inner] : entryLines(name, value, indent)
}
