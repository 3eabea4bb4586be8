/** Rows of a table field: made from places that were picked, or from what a spreadsheet copied. */
import type { JsonSchema } from '@millrace/flow/catalogue.ts'
import type { Place } from '@millrace/flow/kinds/connection.ts'
import { freeName } from '@millrace/flow/name.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { Column } from './schema.ts'

export type Row = Readonly<Record<string, Json>>

/** One row a place: its id where the table wants a place, its name made free, its type and unit where there are columns for them. */
export const rowsFrom = (places: readonly Place[], columns: readonly Column[], rows: readonly Row[]): Row[] => {
  const target = columns.find(({ schema }) => schema['x-widget'] === 'place') ?? columns[1] ?? columns[0]
  const taken = new Set(rows.map((row) => row.name))
  return places.map((place) => {
    const row: Record<string, Json> = {}
    for (const { name, schema } of columns) {
      if (name === target?.name) row[name] = place.id
      else if (name === 'name') {
        const free = freeName(place.name, (wish) => taken.has(wish))
        taken.add(free)
        row[name] = free
      } else if (name === 'type' && place.type !== undefined && allows(schema, place.type)) row[name] = place.type
      else if (name === 'unit' && place.unit !== undefined) row[name] = place.unit
    }
    return row
  })
}

const allows = (schema: JsonSchema, value: string): boolean => !Array.isArray(schema.enum) || schema.enum.includes(value)

/** undefined where the cell can't hold the text; null where it is to be left empty. */
export const readCell = (schema: JsonSchema, text: string): Json | undefined => {
  const trimmed = text.trim()
  if (trimmed === '') return null
  if (Array.isArray(schema.enum)) return (schema.enum as readonly Json[]).find((one) => String(one).toLowerCase() === trimmed.toLowerCase())
  if (schema.type === 'number' || schema.type === 'integer') return Number.isFinite(Number(trimmed)) ? Number(trimmed) : undefined
  if (schema.type === 'boolean') return /^(true|yes|1|是)$/i.test(trimmed) ? true : /^(false|no|0|否)$/i.test(trimmed) ? false : undefined
  return trimmed
}

/** Cells from a spreadsheet, laid over the table from a cell on; rows that are missing are added. A heading that names columns says which is which. */
export const pasted = (
  text: string,
  columns: readonly Column[],
  rows: readonly Row[],
  at: { readonly row: number; readonly column: number },
): Row[] => {
  const cells = text
    .replace(/\r/g, '')
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => line.split('\t'))
  const named = (cells[0] ?? []).map((cell) => columns.findIndex(({ name }) => name.toLowerCase() === cell.trim().toLowerCase()))
  const heading = named.length > 1 && named.every((i) => i >= 0)
  const order = heading ? named : (cells[0] ?? []).map((_cell, i) => at.column + i)
  const next = rows.map((row) => ({ ...row }))
  cells.slice(heading ? 1 : 0).forEach((line, i) => {
    const row: Record<string, Json> = { ...next[at.row + i] }
    line.forEach((cell, j) => {
      const column = columns[order[j] ?? -1]
      const value = column && readCell(column.schema, cell)
      if (!column || value === undefined) return
      if (value === null) delete row[column.name]
      else row[column.name] = value
    })
    next[Math.min(at.row + i, next.length)] = row
  })
  return next
}
