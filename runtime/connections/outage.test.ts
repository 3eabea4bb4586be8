/** A broker that dies in the middle of a run: what the nodes on it do about it, by themselves. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Emission, type Item, Quality, Sample } from '@millrace/flow'
import type { Sink } from '@millrace/flow/kinds/sink.ts'
import type { Source } from '@millrace/flow/kinds/source.ts'
import mqtt from '@millrace/nodes/mqtt/connection.ts'
import mqttIn from '@millrace/nodes/mqtt/in.ts'
import mqttOut from '@millrace/nodes/mqtt/out.ts'
import { mosquitto } from '@millrace/peers/mosquitto.ts'
import { lacking } from '@millrace/peers/program.ts'
import { attachSink } from './node-sink.ts'
import { attachSource } from './node-source.ts'
import { openPool } from './pool.ts'

const keys = ['b1', 'b2', 'b3']

test('mosquitto killed and started again: Bad at once, good samples within seconds, nothing sent is lost', {
  skip: lacking('mosquitto'),
}, async (t) => {
  const peer = await mosquitto({ persistence: true })
  t.after(peer.stop)
  const setup = { kind: 'mqtt', secrets: {}, folder: '' }
  const pool = openPool({
    kinds: new Map([['mqtt', mqtt]]),
    setup: (name) => ({ ...setup, config: mqtt.config.parse({ url: peer.url, clientId: name, session: 'persistent' }) }),
    file: (path) => path,
  })
  const given = { flow: 'flow', pool, path: '', file: (path: string) => path }
  const seen: { readonly key: string; readonly value: unknown; readonly at: number }[] = []
  const take = (emissions: readonly Emission[]) => {
    for (const { key = '', ports } of emissions.flatMap(({ rows }) => rows))
      seen.push({ key, value: ports['payload'], at: performance.now() })
  }
  const ends = new Map<Item, unknown>()
  const settled = (item: Item, end: unknown) => void ends.set(item, end)
  const topics = { topic: 'm/+', key: '{1}', qos: 1 }
  const source = attachSource({
    ...given,
    node: 'in',
    definition: mqttIn as Source,
    config: mqttIn.config.parse({ connection: 'in', ...topics }),
    take,
  })
  const out = mqttOut.config.parse({ connection: 'out', topic: 'm/{key}', qos: 1 })
  const sink = attachSink({ ...given, node: 'out', definition: mqttOut as Sink, configFor: () => out, settled })
  t.after(async () => {
    await sink.close()
    await source.close()
    await pool.close()
  })
  const until = async (what: string, good: () => boolean, withinMs = 10_000) => {
    const state = () => JSON.stringify({ seen: seen.length, ends: ends.size, in: source.status(), out: sink.status(), stats: sink.stats() })
    for (const end = performance.now() + withinMs; !good(); await sleep(5)) assert.ok(performance.now() < end, `${what}: ${state()}`)
  }
  await until('up', () => source.status().state === 'up' && sink.status().state === 'up')

  const send = async (from: number, until: number) => {
    for (let n = from; n < until; n++) {
      for (const key of keys) await sink.put({ id: `${key}${n}`, key, time: 0, quality: 0, in: { payload: n } })
      await sleep(2)
    }
  }
  const bad = () => seen.filter(({ value }) => value instanceof Sample && value.quality === Quality.BadNotConnected)
  const good = () => seen.filter(({ value }) => typeof value === 'string')

  await send(0, 200)
  await until('flowing', () => good().length >= 600)
  const killedAt = performance.now()
  await peer.kill()
  await send(200, 400)
  assert.deepEqual(
    bad()
      .map(({ key }) => key)
      .toSorted(),
    keys,
  )
  assert.ok(bad().every(({ at }) => at - killedAt < 1_000))
  await sleep(200)
  assert.equal(sink.stats().dropped, 0)

  const back = performance.now()
  await peer.again()
  await until('good samples again', () => good().some(({ at }) => at > back))
  await send(400, 500)
  await until(
    'all taken and seen',
    () => ends.size === 1_500 && keys.every((key) => good().some((row) => row.key === key && row.value === '499')),
  )
  assert.deepEqual(new Set(ends.values()), new Set(['taken']))
  for (const key of keys) {
    const values = good()
      .filter((row) => row.key === key)
      .map(({ value }) => Number(value))
    assert.deepEqual(
      [...new Set(values)],
      Array.from({ length: 500 }, (_, n) => n),
    )
  }
})
