/** A cell of a CSV file as a sample, and a value as a cell. */
import { Quality, sample } from '@millrace/flow'
import type { Column } from './column.ts'

const yes = new Set(['true', '1', 'yes', 'on', '是', '开'])
const no = new Set(['false', '0', 'no', 'off', '否', '关'])

/** undefined where the cell is empty: nothing was recorded. What can't be read is Bad. */
export const readCell = (text: string | undefined, type: Column['type'], decimal: '.' | ','): unknown => {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') return undefined
  if (type === 'text') return text
  const value = type === 'number' ? numberIn(trimmed, decimal) : booleanIn(trimmed.toLowerCase())
  return value === undefined ? sample(undefined, Quality.BadDecodingError) : value
}

const booleanIn = (word: string): boolean | undefined => (yes.has(word) ? true : no.has(word) ? false : undefined)

/** An integer that no number shows exactly is none. */
const numberIn = (text: string, decimal: '.' | ','): number | undefined => {
  const plain = decimal === ',' ? text.replace(',', '.') : text
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain)) return undefined
  const value = Number(plain)
  const rounded = /^[+-]?\d+$/.test(plain) && !Number.isSafeInteger(value)
  return Number.isFinite(value) && !rounded ? value : undefined
}

/** RFC 4180, 2: quoted where it holds a comma, a quote or a line break. */
const writeCell = (value: unknown): string => {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

export const writeRow = (cells: readonly unknown[]): string => `${cells.map(writeCell).join(',')}\n`
