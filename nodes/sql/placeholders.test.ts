/** Statements, their names and their places for values. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { quoted, table } from './identifier.ts'
import { createStatement, insertStatement, postgres, sqlite } from './insert.ts'
import { withPlaces } from './placeholders.ts'

const dollars = (sql: string) => withPlaces(sql, (i) => `$${i}`)

test('named parameters become places, in order, also when one is named twice', () => {
  assert.deepEqual(dollars('SELECT * FROM t WHERE a=:a AND b>:b_2 OR c=:a'), {
    text: 'SELECT * FROM t WHERE a=$1 AND b>$2 OR c=$3',
    names: ['a', 'b_2', 'a'],
  })
})

test('what stands in texts, quoted names, comments and casts is no parameter', () => {
  for (const sql of [
    "SELECT ':a', 'it''s :a', E'\\':a'",
    'SELECT ":a", "x "":a"',
    'SELECT 1 -- :a',
    'SELECT 1 /* :a\n:b */',
    'SELECT now()::text, x::int',
    'SELECT $$ :a $$, $q$ :a $q$',
    'SELECT `:a`, v[lo:hi]',
  ]) {
    assert.deepEqual(dollars(sql).names, [], sql)
    assert.equal(dollars(sql).text, sql)
  }
  assert.deepEqual(dollars("SELECT 'a' || :b -- :c\n, :d").names, ['b', 'd'])
})

test('a name stays a name whatever it holds', () => {
  assert.equal(quoted('x"; DROP TABLE y; --'), '"x""; DROP TABLE y; --"')
  assert.equal(table('plant.readings'), '"plant"."readings"')
  assert.equal(table('a.b.c'), '"a.b.c"')
  assert.throws(() => quoted(''), /cannot be a name/)
  assert.throws(() => quoted('a\0b'), /cannot be a name/)
})

test('statements name their columns and leave the values out', () => {
  const columns = {
    table: 'log',
    columns: [
      { name: 'id', type: 'text' },
      { name: 'v', type: 'number' },
    ] as const,
    id: 'id',
  }
  assert.equal(createStatement(sqlite, columns), 'CREATE TABLE IF NOT EXISTS "log" ("id" TEXT PRIMARY KEY, "v" REAL)')
  assert.equal(
    insertStatement(postgres, columns, 2),
    'INSERT INTO "log" ("id", "v") VALUES ($1, $2), ($3, $4) ON CONFLICT ("id") DO NOTHING',
  )
})
