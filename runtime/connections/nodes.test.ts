/** Sources, sinks and calls on a connection whose peer comes and goes. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Emission, type Item, Quality, Sample } from '@millrace/flow'
import type { Call } from '@millrace/flow/kinds/call.ts'
import type { Sink } from '@millrace/flow/kinds/sink.ts'
import type { Source } from '@millrace/flow/kinds/source.ts'
import { lineAsk, lineConnection, lineIn, lineOut, lineServer } from './line-peer.ts'
import { attachCall } from './node-call.ts'
import { attachSink } from './node-sink.ts'
import { attachSource } from './node-source.ts'
import type { End } from './outbox.ts'
import { openPool } from './pool.ts'
import type { Setup } from './setup.ts'

const started = async (t: TestContext, more: Partial<Setup> = {}) => {
  const server = await lineServer()
  const pool = openPool({
    kinds: new Map([['line', lineConnection('optional')]]),
    setup: () => ({ kind: 'line', config: { port: server.port }, secrets: {}, folder: '', ...more }),
    file: (path) => path,
  })
  const closing: (() => Promise<void>)[] = []
  t.after(async () => {
    for (const close of closing) await close()
    await pool.close()
    if (server.listening) await server.kill()
  })
  const given = { flow: 'flow', node: 'node', pool, path: 'v1', file: (path: string) => path }
  return { server, pool, given, closing, config: { connection: 'plc' } }
}

const until = async (good: () => boolean, withinMs = 5_000) => {
  for (const end = performance.now() + withinMs; !good(); await sleep(5)) assert.ok(performance.now() < end, `not within ${withinMs} ms`)
}

const item = (n: number, key = 'k'): Item => ({ id: String(n), key, time: 0, quality: 0, in: { value: n } })

const sourceOf = async (t: TestContext) => {
  const base = await started(t)
  const taken: Emission[] = []
  const source = attachSource({
    ...base.given,
    definition: lineIn as Source,
    config: base.config,
    take: (emissions) => void taken.push(...emissions),
  })
  base.closing.push(source.close)
  await until(() => source.status().state === 'up')
  const seen = () =>
    taken.flatMap(({ rows }) => rows.map(({ key, ports: { value } }) => `${key}=${value instanceof Sample ? value.quality : value}`))
  return { ...base, source, seen }
}

test('a source brings samples, turns each key Bad once when the link is lost, and comes back by itself', async (t) => {
  const { server, source, seen } = await sourceOf(t)
  for (const key of ['a', 'b']) server.say({ key, value: 1 })
  await until(() => seen().length === 2)
  await server.kill()
  await until(() => seen().length === 4)
  assert.equal(source.status().state, 'down')
  await sleep(300)
  await server.restart()
  await until(() => source.status().state === 'up')
  server.say({ key: 'a', value: 2 })
  await until(() => seen().includes('a=2'))
  assert.deepEqual(seen(), ['a=1', 'b=1', `a=${Quality.BadNotConnected}`, `b=${Quality.BadNotConnected}`, 'a=2'])
  assert.equal(source.stats().taken, 5)
})

test('a source that is lost is opened again alone: the link stays', async (t) => {
  const { server, source, seen } = await sourceOf(t)
  server.say({ key: 'a', value: 1 })
  const [socket] = server.clients
  server.say({ key: 'a', value: 'lost' })
  await until(() => seen().length === 2)
  await until(() => source.status().state === 'up')
  server.say({ key: 'a', value: 3 })
  await until(() => seen().length === 3)
  assert.deepEqual([...server.clients], [socket])
  assert.deepEqual(seen(), ['a=1', `a=${Quality.BadNotConnected}`, 'a=3'])
})

test('a sink keeps its items over an outage, in order, none twice, none lost', async (t) => {
  const { server, given, closing, config } = await started(t)
  const ends: End[] = []
  const sink = attachSink({ ...given, definition: lineOut as Sink, configFor: () => config, settled: (_, end) => void ends.push(end) })
  closing.push(sink.close)
  for (let n = 0; n < 10; n++) await sink.put(item(n))
  await until(() => ends.length === 10)
  await server.kill()
  await until(() => sink.status().state === 'down')
  for (let n = 10; n < 500; n++) await sink.put(item(n))
  await sleep(200)
  assert.equal(sink.stats().queued, 490)
  await server.restart()
  await until(() => ends.length === 500)
  assert.deepEqual(
    server.set.map(({ value }) => value),
    Array.from({ length: 500 }, (_, n) => n),
  )
  await sink.put(item(1, 'bad'))
  await until(() => sink.stats().refused === 1)
  assert.deepEqual(ends.at(-1), { refused: 'no such tag' })
})

test('commands are marked before they are sent, at most once, and never kept for a peer that is gone', async (t) => {
  const { server, given, closing, config } = await started(t, { equipment: true, allow: [{ tag: 'k', max: 100 }], armed: ['v1'] })
  const log: string[] = []
  const sink = attachSink({
    ...given,
    definition: lineOut as Sink,
    configFor: () => config,
    mark: async (ids) => void log.push(`mark ${ids} with ${server.set.length} set`),
    settled: ({ id }, end) => void log.push(`${id} ${typeof end === 'string' ? end : Object.values(end)}`),
  })
  closing.push(sink.close)
  await until(() => sink.status().state === 'up')
  await sink.put(item(1))
  await until(() => log.length === 2)
  await sink.put(item(2), performance.now() - 6_000)
  await sink.put(item(200))
  await until(() => log.length === 5)
  await server.kill()
  await until(() => sink.status().state === 'down')
  await sink.put(item(3))
  await server.restart()
  await until(() => sink.status().state === 'up')
  await sleep(50)
  assert.deepEqual(log, [
    'mark 1 with 0 set',
    '1 taken',
    'mark 2,200 with 1 set',
    '2 k: the command is older than 5 s',
    '200 k: 200 is above 100, the most allowed',
    '3 the connection is not up, and a command is never kept for later',
  ])
  assert.deepEqual(server.set, [{ tag: 'k', value: 1 }])
})

test('a call answers, one question of a key at a time, and always, also when the peer never does', async (t) => {
  const { server, given, closing, config } = await started(t)
  const call = attachCall({ ...given, definition: lineAsk as Call, config, timeToLiveMs: 400 })
  closing.push(call.close)
  const ask = (id: string, value: string, key = 'k') => call.ask({ id, key, in: { value } })
  assert.deepEqual(await ask('1', 'a'), { ports: { outcome: 'taken' } })
  const asked = performance.now()
  const [slow, behind, other] = await Promise.all([
    ask('2', 'slow'),
    ask('3', 'b').then((reply) => ({ reply, after: performance.now() - asked })),
    ask('4', 'c', 'k2').then((reply) => ({ reply, after: performance.now() - asked })),
  ])
  assert.match('refused' in slow ? slow.refused : '', /no answer within/)
  assert.ok('ports' in other.reply)
  assert.ok(other.after < behind.after, 'another key does not wait, the same key does')
  await server.kill()
  await until(() => call.status().state === 'down')
  const reply = await ask('5', 'd')
  assert.match('refused' in reply ? reply.refused : '', /did not come up in time/)
})

test('a call on equipment is asked only with the guard’s leave', async (t) => {
  const { server, given, closing, config } = await started(t, { equipment: true, allow: [{ tag: 'open' }], armed: ['v1'] })
  const call = attachCall({ ...given, definition: lineAsk as Call, config })
  closing.push(call.close)
  await until(() => call.status().state === 'up')
  assert.deepEqual(await call.ask({ id: '1', key: '', in: { value: 'open' } }), { ports: { outcome: 'taken' } })
  assert.deepEqual(await call.ask({ id: '2', key: '', in: { value: 'drain' } }), {
    refused: 'drain: not on the list of what may be written',
  })
  const { writes: _, ...silent } = lineAsk
  const mute = attachCall({ ...given, definition: silent as Call, config })
  closing.push(mute.close)
  await until(() => mute.status().state === 'up')
  assert.deepEqual(await mute.ask({ id: '3', key: '', in: { value: 'open' } }), { refused: 'node does not say what it writes' })
  assert.deepEqual(
    server.set.map(({ tag }) => tag),
    ['open'],
  )
})
