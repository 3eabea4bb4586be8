/** What runs beside the runtime, as a thread or as a process: one SQLite file and the orders for it. */
import { constants, DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { exactly, type Rows, type TableRow, type Value } from './database.ts'
import { createStatement, insertStatement, sqlite } from './insert.ts'

export interface Setup {
  readonly file: string
  readonly readOnly: boolean
}

export type Order =
  | { readonly insert: Rows }
  | { readonly query: string; readonly values: readonly Value[]; readonly limit: number }
  | { readonly tables: true }

export type Answer = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: string }

const { file, readOnly } = (parentPort ? workerData : JSON.parse(process.argv[2] ?? '{}')) as Setup
const answer = (given: Answer): void => (parentPort ? parentPort.postMessage(given) : void process.send?.(given))
const orders = parentPort ?? process
const database = new DatabaseSync(file, { readOnly, timeout: 5_000, readBigInts: true, defensive: true })
if (readOnly) {
  // A query may read this file and call functions; it may not attach another file or change a setting.
  const allowed = new Set([constants.SQLITE_SELECT, constants.SQLITE_READ, constants.SQLITE_FUNCTION, constants.SQLITE_RECURSIVE])
  database.setAuthorizer((action) => (allowed.has(action) ? constants.SQLITE_OK : constants.SQLITE_DENY))
} else {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
}

const created = new Set<string>()
const statements = new Map<string, StatementSync>()

const statement = (sql: string): StatementSync => {
  const known = statements.get(sql) ?? database.prepare(sql)
  if (statements.size > 200) statements.clear()
  statements.set(sql, known)
  return known
}

const taken = (value: Value): SQLInputValue => {
  if (value instanceof Date) return value.toISOString()
  return typeof value === 'boolean' ? Number(value) : value
}

/** SQLite takes back a failed row alone; the transaction goes on. */
const insert = (rows: Rows): (string | undefined)[] => {
  const create = createStatement(sqlite, rows)
  database.exec('BEGIN IMMEDIATE')
  try {
    if (rows.create && !created.has(create)) database.exec(create)
    const one = statement(insertStatement(sqlite, rows, 1))
    const outcomes = rows.values.map((values) => {
      try {
        one.run(...values.map(taken))
        return undefined
      } catch (error) {
        if (!isRowAtFault(error)) throw error
        return error.message
      }
    })
    database.exec('COMMIT')
    created.add(create)
    return outcomes
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    if (error instanceof Error && isStatementAtFault(error)) return rows.values.map(() => error.message)
    throw error
  }
}

const codeOf = (error: unknown): number => (error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0)

/** SQLITE_TOOBIG, SQLITE_CONSTRAINT, SQLITE_MISMATCH */
const isRowAtFault = (error: unknown): error is Error => [18, 19, 20].includes(codeOf(error))

/** SQLITE_ERROR: no such table or column. */
const isStatementAtFault = (error: Error): boolean => codeOf(error) === 1

const query = (sql: string, values: readonly Value[], limit: number): TableRow[] => {
  const rows: TableRow[] = []
  for (const row of statement(sql).iterate(...values.map(taken))) {
    rows.push(Object.fromEntries(Object.entries(row).map(([column, value]) => [column, plain(value, column)])))
    if (rows.length === limit) break
  }
  return rows
}

const plain = (value: unknown, column: string): TableRow[string] => {
  if (typeof value === 'bigint') return exactly(value, column)
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  return typeof value === 'number' || typeof value === 'string' ? value : null
}

const tables = () =>
  database
    .prepare("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name")
    .all()
    .map(({ name }) => ({
      name: String(name),
      columns: database
        .prepare('SELECT name, type FROM pragma_table_info(?)')
        .all(String(name))
        .map((column) => ({ name: String(column['name']), type: String(column['type']) })),
    }))

orders.on('message', ({ id, ...order }: Order & { readonly id: number }) => {
  try {
    const result = 'insert' in order ? insert(order.insert) : 'query' in order ? query(order.query, order.values, order.limit) : tables()
    answer({ id, result })
  } catch (error) {
    answer({ id, error: error instanceof Error ? error.message : String(error) })
  }
})
