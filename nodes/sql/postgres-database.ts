/** A PostgreSQL server behind the interface of the SQL nodes. */
import type { Connecting } from '@millrace/flow'
import type { Pool, PoolClient, PoolConfig } from 'pg'
import { type Database, exactly, parameter, type Rows, type TableRow, type Value } from './database.ts'
import { createStatement, insertStatement, postgres } from './insert.ts'
import { withPlaces } from './placeholders.ts'

interface Peer {
  readonly host: string
  readonly port: number
  readonly database: string
  readonly user: string
  readonly tls: 'verify' | 'encrypt' | 'off'
  readonly timeout: number
}

/** The protocol counts parameters in 16 bits. */
const mostParameters = 60_000

export const openPostgres = async (
  { host, port, database, user, tls, timeout }: Peer,
  { secrets, lost, signal }: Pick<Connecting, 'secrets' | 'lost' | 'signal'>,
): Promise<Database> => {
  const { default: pg } = await import('pg')
  const ssl = tls === 'off' ? false : { rejectUnauthorized: tls === 'verify', ...(secrets['ca'] !== undefined && { ca: secrets['ca'] }) }
  const config: PoolConfig = {
    host,
    port,
    database,
    user,
    ssl,
    max: 3,
    application_name: 'Millrace',
    connectionTimeoutMillis: timeout,
    statement_timeout: timeout,
    // An answer that never comes, where the statement's own time has long passed on the server.
    query_timeout: timeout * 2,
    keepAlive: true,
    ...(secrets['password'] !== undefined && { password: secrets['password'] }),
  }
  const pool = new pg.Pool(config)
  pool.on('error', (error) => {
    if (!signal.aborted) lost(error)
  })
  const created = new Set<string>()

  try {
    ;(await pool.connect()).release()
  } catch (error) {
    await pool.end()
    throw error
  }
  return {
    insert: (rows) => insert(pool, created, rows),
    query: (sql, parameters, limit) => using(pool, (client) => query(client, sql, parameters, limit)),
    tables: () => tables(pool),
    version: async () => String((await pool.query('SELECT version() AS v')).rows[0]?.v).replace(/ on .*/, ''),
    close: () => pool.end(),
  }
}

/** A client whose transaction could not be ended is thrown away. */
const using = async <T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> => {
  const client = await pool.connect()
  try {
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    const rolledBack = await client.query('ROLLBACK').then(
      () => undefined,
      (failed: Error) => failed,
    )
    client.release(rolledBack)
    throw error
  }
}

/** All rows in one transaction; where one is at fault they are tried one by one. */
const insert = async (pool: Pool, created: Set<string>, rows: Rows): Promise<readonly (string | undefined)[]> => {
  const create = createStatement(postgres, rows)
  try {
    await using(pool, async (client) => {
      if (rows.create && !created.has(create)) await client.query(create)
      await client.query('BEGIN')
      const atOnce = Math.max(1, Math.floor(mostParameters / rows.columns.length))
      for (let i = 0; i < rows.values.length; i += atOnce) {
        const some = rows.values.slice(i, i + atOnce)
        await client.query(insertStatement(postgres, rows, some.length), some.flat().map(taken))
      }
      await client.query('COMMIT')
    })
    created.add(create)
    return rows.values.map(() => undefined)
  } catch (error) {
    if (!isRowAtFault(error)) throw error
    if (rows.values.length === 1) return [error.message]
    const outcomes: (string | undefined)[] = []
    for (const values of rows.values) outcomes.push(...(await insert(pool, created, { ...rows, values: [values] })))
    return outcomes
  }
}

/** Data exception, integrity violation, syntax or access (Appendix A): it would fail again. Everything else may pass. */
const isRowAtFault = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(22|23|42)/.test(error.code)

const taken = (value: Value): unknown => (value instanceof Uint8Array ? Buffer.from(value) : value)

/** Through a cursor in a transaction that only reads: nothing but a query can be declared, and no more is fetched than was asked for. */
const query = async (
  client: PoolClient,
  sql: string,
  parameters: Readonly<{ [name: string]: unknown }>,
  limit: number,
): Promise<readonly TableRow[]> => {
  const { text, names } = withPlaces(sql, (i) => `$${i}`)
  await client.query('BEGIN READ ONLY')
  // The extended protocol takes one statement and no second behind a semicolon.
  const declare = {
    text: `DECLARE millrace CURSOR FOR ${text}`,
    values: names.map((name) => taken(parameter(parameters[name]))),
    queryMode: 'extended',
  }
  await client.query(declare)
  const { rows, fields } = await client.query({ text: `FETCH ${limit} FROM millrace`, rowMode: 'array' })
  await client.query('COMMIT')
  return rows.map((row: readonly unknown[]) =>
    Object.fromEntries(fields.map(({ name, dataTypeID }, i) => [name, plain(row[i], name, dataTypeID)])),
  )
}

const int8 = 20
const numeric = 1700

const plain = (value: unknown, column: string, type: number): TableRow[string] => {
  if (value === null || value === undefined) return null
  if (type === int8) return exactly(String(value), column)
  if (type === numeric) return /^-?\d+$/.test(String(value)) ? exactly(String(value), column) : Number(value)
  if (value instanceof Date) return value.toISOString()
  if (Buffer.isBuffer(value)) return value.toString('base64')
  return JSON.parse(JSON.stringify(value))
}

const tables = async (pool: Pool): ReturnType<Database['tables']> => {
  const { rows } = await pool.query<{ table: string; name: string; type: string }>(
    `SELECT CASE table_schema WHEN 'public' THEN table_name ELSE table_schema || '.' || table_name END AS table, column_name AS name, data_type AS type
     FROM information_schema.columns WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, ordinal_position`,
  )
  return [...Map.groupBy(rows, ({ table }) => table)].map(([name, columns]) => ({
    name,
    columns: columns.map(({ name, type }) => ({ name, type })),
  }))
}
