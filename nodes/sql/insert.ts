/** Statements that create a table and fill it; the values stand beside them. */
import type { ColumnType } from './column.ts'
import { table as qualified, quoted } from './identifier.ts'

export interface Dialect {
  readonly types: Readonly<{ [type in ColumnType]: string }>
  place(i: number): string
}

export const sqlite: Dialect = {
  types: { number: 'REAL', boolean: 'INTEGER', text: 'TEXT', json: 'TEXT', bytes: 'BLOB', time: 'TEXT' },
  place: () => '?',
}

export const postgres: Dialect = {
  types: { number: 'double precision', boolean: 'boolean', text: 'text', json: 'jsonb', bytes: 'bytea', time: 'timestamptz' },
  place: (i) => `$${i}`,
}

export interface Columns {
  readonly table: string
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[]
  /** The column that names each row, so that one which comes again is left out. */
  readonly id?: string | undefined
}

export const createStatement = ({ types }: Dialect, { table, columns, id }: Columns): string => {
  const written = columns.map(({ name, type }) => `${quoted(name)} ${types[type]}${name === id ? ' PRIMARY KEY' : ''}`)
  return `CREATE TABLE IF NOT EXISTS ${qualified(table)} (${written.join(', ')})`
}

export const insertStatement = ({ place }: Dialect, { table, columns, id }: Columns, rows: number): string => {
  const names = columns.map(({ name }) => quoted(name)).join(', ')
  const row = (at: number) => `(${columns.map((_, i) => place(at * columns.length + i + 1)).join(', ')})`
  const values = Array.from({ length: rows }, (_, at) => row(at)).join(', ')
  const conflict = id === undefined ? '' : ` ON CONFLICT (${quoted(id)}) DO NOTHING`
  return `INSERT INTO ${qualified(table)} (${names}) VALUES ${values}${conflict}`
}
