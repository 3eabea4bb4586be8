/** What every kind of database gives the SQL nodes, whatever lies behind it. */
import type { Json } from '@millrace/flow'
import type { Columns } from './insert.ts'

/** As the driver takes it: json as text, a time as each database wants it. */
export type Value = null | number | bigint | string | boolean | Uint8Array | Date

export type TableRow = Readonly<{ [column: string]: Json }>

export interface Database {
  /** Rows of one table with the same columns, in one transaction; per row undefined, or why it was refused. Throws where it may be tried again. */
  insert(rows: Rows): Promise<readonly (string | undefined)[]>
  /** At most `limit` rows; the query can change nothing. */
  query(sql: string, parameters: Readonly<{ [name: string]: unknown }>, limit: number): Promise<readonly TableRow[]>
  tables(): Promise<readonly { readonly name: string; readonly columns: readonly { readonly name: string; readonly type: string }[] }[]>
  version(): Promise<string>
  close(): Promise<void>
}

export interface Rows extends Columns {
  readonly create: boolean
  readonly values: readonly (readonly Value[])[]
}

/** A number of ours where nothing is lost; throws on an integer beyond 2^53. */
export const exactly = (value: bigint | string, column: string): number => {
  const number = Number(value)
  if (!Number.isSafeInteger(number)) throw new Error(`${column}: ${value} is an integer beyond 2^53; cast it to text`)
  return number
}

/** A parameter as databases take it. */
export const parameter = (value: unknown): Value => {
  if (value === undefined || value === null) return null
  if (typeof value === 'number' || typeof value === 'string' || typeof value === 'boolean' || value instanceof Uint8Array) return value
  return JSON.stringify(value)
}
