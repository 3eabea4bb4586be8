/** The SQL nodes on a SQLite file, read back by Python's sqlite3, and on a PostgreSQL server, read back by psql. */
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { promisify } from 'node:util'
import { Quality, type Sample } from '@millrace/flow'
import { lacksPostgres, type Postgres, postgres } from '@millrace/peers/postgres.ts'
import { find, lacking } from '@millrace/peers/program.ts'
import { connectingTo, outsideOf } from '../try-outside.ts'
import type { Database } from './database.ts'
import postgresConnection from './postgres.ts'
import queryNode from './query.ts'
import sqliteConnection from './sqlite.ts'
import writeNode from './write.ts'

let folder: string
let server: Postgres | undefined
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-sql-'))
  if (!lacksPostgres()) server = await postgres()
})
after(async () => {
  await server?.stop()
  await rm(folder, { recursive: true, force: true })
})

interface Kind {
  open(t: TestContext): Promise<Database>
  /** Read back by a stack that is not ours, as text: columns by `|`, rows by lines. */
  back(sql: string): Promise<string>
}

const python =
  'import sqlite3, sys\nfor row in sqlite3.connect(sys.argv[1]).execute(sys.argv[2]): print("|".join("" if v is None else str(v) for v in row))'

const kinds: Readonly<Record<string, Kind & { skip: string | false }>> = {
  SQLite: {
    skip: lacking('python3'),
    async open(t) {
      const database = await sqliteConnection.open(
        sqliteConnection.config.parse({ file: 'sub/test.db', timeout: '1 s' }),
        connectingTo(folder).connecting,
      )
      t.after(() => database.close())
      return database
    },
    back: async (sql) =>
      (await promisify(execFile)(find('python3') ?? 'python3', ['-c', python, join(folder, 'sub/test.db'), sql])).stdout.trim(),
  },
  PostgreSQL: {
    skip: lacksPostgres(),
    async open(t) {
      const config = postgresConnection.config.parse({ port: server?.port, user: server?.user, tls: 'off', timeout: '1 s' })
      const database = await postgresConnection.open(config, connectingTo(folder).connecting)
      t.after(() => database.close())
      return database
    },
    back: async (sql) => (await server?.psql(sql)) ?? '',
  },
}

const put = (
  database: Database,
  config: Record<string, unknown>,
  rows: readonly Record<string, unknown>[],
  ids = rows.map((_, i) => `e${i}`),
) => {
  const parsed = writeNode.config.parse({ connection: 'db', ...config })
  const writes = rows.flatMap(
    (inputs) => writeNode.writes?.(parsed, inputs, { key: 'plant1/b1', time: 1_767_225_600_000, quality: 0 }) ?? [],
  )
  const { write } = sqliteConnection
  return write?.(
    database,
    writes.map((one, i) => ({ ...one, id: ids[i] ?? '' })),
  )
}

const ask = async (database: Database, config: Record<string, unknown>, inputs: Record<string, unknown>) => {
  const node = await queryNode.open(queryNode.config.parse({ connection: 'db', ...config }), outsideOf(database).outside)
  return (await node.ask(inputs as Parameters<typeof node.ask>[0], { id: '1', key: '', signal: new AbortController().signal })) as Record<
    string,
    unknown
  >
}

const everyType = [
  { name: 'n', type: 'number' },
  { name: 'b', type: 'boolean' },
  { name: 't', type: 'text' },
  { name: 'j', type: 'json' },
  { name: 'y', type: 'bytes' },
]
const row = { n: 71.5, b: true, t: "it's; DROP TABLE readings; --", j: { a: [1] }, y: new Uint8Array([1, 2]) }

for (const [name, { open, back, skip }] of Object.entries(kinds)) {
  test(`${name}: a table is made, rows are written with time, asset and quality, and read back`, { skip }, async (t) => {
    const database = await open(t)
    const config = { table: 'readings', columns: everyType }
    assert.deepEqual(await put(database, config, [row, { ...row, n: undefined, b: false }]), ['taken', 'taken'])
    assert.match(
      await back('SELECT time, asset, quality, n, t FROM readings ORDER BY id LIMIT 1'),
      /^2026-01-01[ T]00:00:00\S*\|plant1\/b1\|0(\.0)?\|71\.5\|it's; DROP TABLE readings; --$/,
    )
    const got = await ask(database, { sql: 'SELECT n, b, t, j, y FROM readings ORDER BY id', columns: everyType }, { ask: true })
    assert.equal(got['count'], 2)
    assert.deepEqual([got['n'], got['b'], got['t'], got['y']], [71.5, true, row.t, row.y])
    const second = await ask(database, { sql: 'SELECT n FROM readings ORDER BY id DESC', columns: [everyType[0]] }, {})
    assert.equal((second['n'] as Sample).quality, Quality.BadNoData)
  })

  test(`${name}: what is delivered again is written once`, { skip }, async (t) => {
    const database = await open(t)
    const config = { table: 'once', columns: [{ name: 'v', type: 'number' }] }
    await put(database, config, [{ v: 1 }, { v: 2 }], ['a', 'b'])
    assert.deepEqual(await put(database, config, [{ v: 2 }, { v: 3 }], ['b', 'c']), ['taken', 'taken'])
    assert.equal(await back('SELECT count(*), sum(v) FROM once'), name === 'SQLite' ? '3|6.0' : '3|6')
  })

  test(`${name}: one bad row blocks none of the others`, { skip }, async (t) => {
    const database = await open(t)
    await put(database, { table: 'strict', columns: [{ name: 'v', type: 'number' }], id: '' }, [{ v: 1 }])
    const sql = 'CREATE UNIQUE INDEX one_each ON strict(v)'
    if (name === 'SQLite')
      await promisify(execFile)('python3', [
        '-c',
        'import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute(sys.argv[2])',
        join(folder, 'sub/test.db'),
        sql,
      ])
    else await back(sql)
    const outcomes = await put(database, { table: 'strict', columns: [{ name: 'v', type: 'number' }], id: '' }, [
      { v: 2 },
      { v: 1 },
      { v: 3 },
    ])
    assert.deepEqual(
      outcomes?.map((outcome) => (outcome === 'taken' ? 'taken' : Object.keys(outcome)[0])),
      ['taken', 'refused', 'taken'],
    )
    assert.equal(await back('SELECT count(*) FROM strict'), '3')
  })

  test(`${name}: a table that is missing, or lacks a column, refuses the row`, { skip }, async (t) => {
    const database = await open(t)
    const none = await put(database, { table: 'nowhere', create: false, columns: [{ name: 'v', type: 'number' }] }, [{ v: 1 }])
    assert.match(JSON.stringify(none), /refused.*nowhere/)
    await put(database, { table: 'narrow', columns: [{ name: 'v', type: 'number' }] }, [{ v: 1 }])
    assert.match(
      JSON.stringify(await put(database, { table: 'narrow', columns: [{ name: 'w', type: 'number' }] }, [{ w: 1 }])),
      /refused.*w/,
    )
  })

  test(`${name}: nothing in a name or a value becomes part of a statement`, { skip }, async (t) => {
    const database = await open(t)
    await put(database, { table: 'victim', columns: [{ name: 'v', type: 'text' }] }, [{ v: 'alive' }])
    const evil = [
      "'; DROP TABLE victim; --",
      '"; DROP TABLE victim; --',
      "\\'; DROP TABLE victim; --",
      '$$; DROP TABLE victim; --',
      ':v',
      '%s',
      '{{v}}',
    ]
    for (const [i, text] of evil.entries()) {
      assert.deepEqual(await put(database, { table: text, columns: [{ name: 'v', type: 'text' }] }, [{ v: text }]), ['taken'], text)
      await put(database, { table: 'victim', columns: [{ name: 'v', type: 'text' }] }, [{ v: text }], [`x${i}`])
      const found = await ask(
        database,
        { sql: 'SELECT v FROM victim WHERE v = :v', parameters: [{ name: 'v', type: 'text' }] },
        { v: text },
      )
      assert.deepEqual(found['rows'], [{ v: text }])
    }
    assert.equal(await back("SELECT count(*) FROM victim WHERE v = 'alive'"), '1')
  })

  test(`${name}: a query can change nothing and bring no second statement`, { skip }, async (t) => {
    const database = await open(t)
    await put(database, { table: 'safe', columns: [{ name: 'v', type: 'number' }] }, [{ v: 1 }])
    for (const sql of [
      'DROP TABLE safe',
      'DELETE FROM safe',
      'SELECT 1; DELETE FROM safe',
      'WITH gone AS (DELETE FROM safe RETURNING *) SELECT * FROM gone',
      'INSERT INTO safe(v) VALUES (2)',
      'SELECT 1; COMMIT; DELETE FROM safe',
      `ATTACH DATABASE '${join(folder, 'other.db')}' AS other`,
      'PRAGMA journal_mode = DELETE',
    ]) {
      await ask(database, { sql }, {}).then(undefined, () => undefined)
      assert.equal(await back('SELECT count(*) FROM safe'), '1', sql)
    }
    await assert.rejects(ask(database, { sql: 'DELETE FROM safe' }, {}))
    await assert.rejects(ask(database, { sql: `ATTACH DATABASE '${join(folder, 'other.db')}' AS other` }, {}))
  })

  test(`${name}: an integer beyond 2^53 is refused, never rounded`, { skip }, async (t) => {
    const database = await open(t)
    assert.deepEqual((await ask(database, { sql: 'SELECT 9007199254740991 AS v' }, {}))['rows'], [{ v: 9007199254740991 }])
    await assert.rejects(ask(database, { sql: 'SELECT 9007199254740993 AS v' }, {}), /beyond 2\^53/)
  })

  test(`${name}: a query without an end is ended, and the next one runs; no more rows come than were asked for`, { skip }, async (t) => {
    const database = await open(t)
    const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)'
    await assert.rejects(ask(database, { sql: `${endless} SELECT count(*) FROM n` }, {}))
    assert.equal((await ask(database, { sql: `${endless} SELECT i FROM n`, limit: 5 }, {}))['count'], 5)
  })

  test(`${name}: its tables and columns can be browsed, and it says what it is`, { skip }, async (t) => {
    const database = await open(t)
    await put(database, { table: 'seen', columns: [{ name: 'v', type: 'number' }] }, [{ v: 1 }])
    assert.ok((await sqliteConnection.browse?.(database, ''))?.some(({ id }) => id === 'seen'))
    assert.deepEqual(
      (await sqliteConnection.browse?.(database, 'seen'))?.map(({ name }) => name),
      ['id', 'time', 'asset', 'quality', 'v'],
    )
    assert.match((await sqliteConnection.test?.(database)) ?? '', new RegExp(`^${name}`))
  })
}

test('SQLite: a query reaches no other file', { skip: kinds['SQLite']?.skip }, async (t) => {
  const other = join(folder, 'other.db')
  await promisify(execFile)('python3', ['-c', python, other, 'CREATE TABLE secret(v)'])
  const database = await kinds['SQLite']?.open(t)
  assert.ok(database)
  await assert.rejects(ask(database, { sql: `ATTACH DATABASE '${other}' AS other` }, {}), /not authorized/)
  await assert.rejects(ask(database, { sql: 'SELECT * FROM other.secret' }, {}), /no such table/)
})

test('a query whose value has no input is a fault of the config', () => {
  const fault = queryNode.config.safeParse({ connection: 'db', sql: 'SELECT :a, :b', parameters: [{ name: 'a', type: 'text' }] })
  assert.match(fault.error?.issues[0]?.message ?? '', /no value named b/)
})

test('PostgreSQL: a server that goes away is called lost', { skip: lacksPostgres() }, async () => {
  const mortal = await postgres()
  const tried = connectingTo(folder)
  const database = await postgresConnection.open(
    postgresConnection.config.parse({ port: mortal.port, user: mortal.user, tls: 'off' }),
    tried.connecting,
  )
  await mortal.stop()
  await tried.until(() => tried.losses.length > 0)
  assert.match(JSON.stringify(await put(database, { table: 'x', columns: [{ name: 'v', type: 'number' }] }, [{ v: 1 }])), /retry/)
  tried.close()
  await database.close()
})
