/** Inject by the clock on the wall and by the interval. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { outsideOf } from '../try-outside.ts'
import { nextDay } from './daily.ts'
import inject from './inject.ts'

test('a day’s time is kept on the wall’s clock, also when the clock changes', () => {
  const next = (at: string, zone: string, now: string) => nextDay(at, zone, Temporal.Instant.from(now)).toString()
  assert.equal(next('06:00', 'Asia/Shanghai', '2026-01-01T00:00:00Z'), '2026-01-01T22:00:00Z')
  assert.equal(next('06:00', 'UTC', '2026-01-01T06:00:00Z'), '2026-01-02T06:00:00Z')
  assert.equal(next('06:00', 'Europe/Berlin', '2026-03-28T12:00:00Z'), '2026-03-29T04:00:00Z')
  assert.equal(next('02:30', 'Europe/Berlin', '2026-03-28T12:00:00Z'), '2026-03-29T01:30:00Z')
  assert.equal(next('02:30', 'Europe/Berlin', '2026-10-25T00:30:00Z'), '2026-10-26T01:30:00Z')
})

const injected = async (config: Record<string, unknown>) => {
  const tried = outsideOf(undefined)
  const node = await inject.open(inject.config.parse(config), tried.outside)
  return { ...tried, node }
}

test('a heartbeat beats until it is closed', async () => {
  const { rows, node, until } = await injected({ value: true, type: { type: 'boolean' }, every: '10 ms', key: 'plant1' })
  await until(() => rows.length >= 3)
  await node.close()
  const { length } = rows
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.equal(rows.length, length)
  assert.deepEqual(rows[0], { key: 'plant1', ports: { value: true } })
})

test('once at the start means once', async () => {
  const { rows, node } = await injected({ when: 'start', value: { a: 1 }, type: { type: 'json' } })
  await node.close()
  assert.deepEqual(rows, [{ key: '', ports: { value: { a: 1 } } }])
})

test('a value that is not of its type is a fault of the config', () => {
  assert.equal(inject.config.safeParse({ value: 'one', type: { type: 'number' } }).success, false)
  assert.equal(inject.config.safeParse({ value: [1], type: { type: 'list', of: { type: 'number' } } }).success, true)
})
