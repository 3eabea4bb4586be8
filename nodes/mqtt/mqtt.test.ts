/** MQTT against mosquitto: what goes round, who may, what survives. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Outside } from '@millrace/flow'
import { type Mosquitto, type MosquittoOptions, mosquitto, tlsFiles } from '@millrace/peers/mosquitto.ts'
import { lacking, start } from '@millrace/peers/program.ts'
import { connectingTo, outsideOf } from '../try-outside.ts'
import connection from './connection.ts'
import mqttIn from './in.ts'
import mqttOut from './out.ts'
import type { Session } from './session.ts'

const skip = lacking('mosquitto', 'openssl')

const broker = async (t: TestContext, options?: MosquittoOptions): Promise<Mosquitto> => {
  const peer = await mosquitto(options)
  t.after(peer.stop)
  return peer
}

const open = async (t: TestContext, config: object, secrets = {}): Promise<Session> => {
  const { connecting, close } = connectingTo('/', secrets)
  const session = await connection.open(connection.config.parse(config), connecting)
  t.after(async () => {
    close()
    await session.close()
  })
  return session
}

const listen = async (t: TestContext, session: Session, config: object, emit?: Outside['emit']) => {
  const tried = outsideOf(session)
  const opened = await mqttIn.open(mqttIn.config.parse({ connection: 'broker', ...config }), { ...tried.outside, ...(emit && { emit }) })
  t.after(() => opened.close())
  return { ...tried, opened }
}

const publish = (session: Session, config: object, value: unknown, key = '') => {
  const writes = mqttOut.writes?.(
    mqttOut.config.parse({ connection: 'broker', ...config }),
    { payload: value },
    { key, time: 0, quality: 0 },
  )
  return connection.write?.(
    session,
    (writes ?? []).map((write) => ({ ...write, id: '1' })),
  )
}

for (const version of [4, 5] as const) {
  test(`MQTT ${version}: payloads of every kind go round with each QoS, under the key of their topic`, { skip }, async (t) => {
    const { url } = await broker(t)
    const session = await open(t, { url, version })
    const text = await listen(t, session, { topic: 'plant/+/t', key: 'plant1/{1}', qos: 2 })
    const bytes = await listen(t, session, { topic: 'plant/#', as: 'bytes', qos: 1 })
    for (const [qos, value] of [
      [0, 'heiß'],
      [1, 21.5],
      [2, true],
      [1, { a: [1] }],
    ] as const) {
      assert.deepEqual(await publish(session, { topic: 'plant/{key}/t', qos }, value, 'b1'), ['taken'])
    }
    await text.until(() => text.rows.length === 4)
    assert.deepEqual(text.rows.map(({ ports }) => ports['payload']).toSorted(), ['21.5', 'heiß', 'true', '{"a":[1]}'].toSorted())
    assert.deepEqual(text.rows[0], { key: 'plant1/b1', ports: { payload: 'heiß', topic: 'plant/b1/t', retained: false } })
    await publish(session, { topic: 'plant/raw' }, new Uint8Array([0, 255]))
    const raw = await bytes.until(() => bytes.rows.find(({ ports }) => ports['topic'] === 'plant/raw'))
    assert.deepEqual(raw.ports['payload'], new Uint8Array([0, 255]))
    assert.equal(text.rows.length, 4)
  })
}

test('a node that comes later gets the retained messages, and those before it do not get them again', { skip }, async (t) => {
  const { url } = await broker(t)
  const session = await open(t, { url })
  await publish(session, { topic: 'state', retain: true, qos: 1 }, 'on')
  const first = await listen(t, session, { topic: 'state' })
  await first.until(() => first.rows.length === 1)
  const second = await listen(t, session, { topic: 'state' })
  await second.until(() => second.rows.length === 1)
  assert.equal(second.rows[0]?.ports['retained'], true)
  await publish(session, { topic: 'state', qos: 1 }, 'off')
  await first.until(() => first.rows.length === 2)
  await first.opened.close()
  await publish(session, { topic: 'state', qos: 1 }, 'gone')
  await second.until(() => second.rows.length === 3)
  assert.deepEqual(
    first.rows.map(({ ports }) => ports['payload']),
    ['on', 'off'],
  )
})

test('a payload that is no text or too long is Bad and named, and what follows comes through', { skip }, async (t) => {
  const { url } = await broker(t)
  const session = await open(t, { url, version: 4, largest: 100 })
  const heard = await listen(t, session, { topic: 'x' })
  for (const value of [new Uint8Array([0xff, 0xfe]), 'x'.repeat(101), 'good']) await publish(session, { topic: 'x' }, value)
  await heard.until(() => heard.rows.length === 3)
  const qualities = heard.rows.map(({ ports }) => (ports['payload'] as { quality?: number }).quality ?? 'good')
  assert.deepEqual(qualities, [0x80070000, 0x80070000, 'good'])
  assert.deepEqual(heard.troubles, ['x: the payload is no UTF-8 text', 'x: 101 bytes are more than the largest payload, 100'])
})

test('messages of one turn make one emission; a user property names each by itself', { skip }, async (t) => {
  const { url } = await broker(t)
  const [session, other] = [await open(t, { url }), await open(t, { url })]
  const heard = await listen(t, session, { topic: 'many/+', qos: 1 })
  const named = await listen(t, session, { topic: 'many/+', qos: 1, origin: 'id' })
  const writes = Array.from({ length: 2_000 }, (_, n) => ({ id: String(n), tag: `many/${n % 3}`, value: n, options: { qos: 1 } }))
  assert.deepEqual(new Set(await connection.write?.(other, writes)), new Set(['taken']))
  await heard.until(() => heard.rows.length === 2_000)
  assert.deepEqual(
    heard.rows.map(({ ports }) => Number(ports['payload'])),
    writes.map(({ value }) => value),
  )
  assert.ok(heard.origins.length < 1_000, `${heard.origins.length} emissions`)
  const { connect } = await import('mqtt')
  const client = connect(url, { protocolVersion: 5 })
  await client.publishAsync('many/x', 'named', { qos: 1, properties: { userProperties: { id: 'order-7' } } })
  await client.endAsync()
  await named.until(() => named.origins.includes('order-7'))
})

for (const qos of [1, 2] as const) {
  test(`QoS ${qos}: a message that the flow never took comes again, one that it took does not`, { skip }, async (t) => {
    const { url } = await broker(t)
    const publisher = await open(t, { url })
    const persistent = { url, session: 'persistent', clientId: `edge${qos}` }
    const { connecting } = connectingTo('/')
    const before = await connection.open(connection.config.parse(persistent), connecting)
    const seen: unknown[] = []
    await listen(t, before, { topic: 'orders', qos }, async ({ rows }) => {
      seen.push(...rows.map(({ ports }) => ports['payload']))
      if (seen.includes('second')) await new Promise(() => undefined)
    })
    await publish(publisher, { topic: 'orders', qos }, 'first')
    while (!seen.includes('first')) await sleep(5)
    await publish(publisher, { topic: 'orders', qos }, 'second')
    while (!seen.includes('second')) await sleep(5)
    await sleep(50)
    await before.close()
    await publish(publisher, { topic: 'orders', qos }, 'third')
    const after = await open(t, persistent)
    const heard = await listen(t, after, { topic: 'orders', qos })
    await heard.until(() => heard.rows.length === 2)
    await sleep(50)
    assert.deepEqual(
      heard.rows.map(({ ports }) => ports['payload']),
      ['second', 'third'],
    )
  })
}

test('several nodes that publish at once stay within what the broker lets be on its way', { skip }, async (t) => {
  const { url } = await broker(t, { lines: ['max_inflight_messages 5'] })
  const session = await open(t, { url })
  const heard = await listen(t, session, { topic: 'many/#', qos: 1 })
  const batch = (name: string) =>
    Array.from({ length: 300 }, (_, n) => ({ id: '', tag: `many/${name}`, value: n, options: { qos: 1 + (n % 2) } }))
  const outcomes = await Promise.all(['a', 'b', 'c'].map((name) => connection.write?.(session, batch(name))))
  assert.deepEqual(new Set(outcomes.flat()), new Set(['taken']))
  await heard.until(() => heard.rows.length === 900)
})

test('one flow that is slow to take does not hold up another on the same client', { skip }, async (t) => {
  const { url } = await broker(t)
  const session = await open(t, { url })
  await listen(t, session, { topic: 'slow', qos: 1 }, () => new Promise(() => undefined))
  const fast = await listen(t, session, { topic: 'fast', qos: 1 })
  await publish(session, { topic: 'slow', qos: 1 }, 1)
  for (let n = 0; n < 50; n++) await publish(session, { topic: 'fast', qos: 1 }, n)
  await fast.until(() => fast.rows.length === 50)
})

test('a password, an authority and an own certificate let in; without them the reason comes back', { skip }, async (t) => {
  const user = { name: 'edge', password: 'se cret' }
  const closed = await broker(t, { user })
  const session = await open(t, { url: closed.url, username: 'edge' }, { password: 'se cret' })
  assert.equal(await connection.test?.(session), 'connected over MQTT 5')
  await assert.rejects(open(t, { url: closed.url, username: 'edge' }, { password: 'wrong' }), /Not authorized/)
  await assert.rejects(open(t, { url: closed.url, version: 4 }), /Not authorized/)

  const files = tlsFiles()
  const { readFileSync } = await import('node:fs')
  const { url } = await broker(t, { tls: { files, client: true } })
  const own = { ca: files.ca, certificate: files.certificate }
  const safe = await open(t, { url, ...own }, { key: readFileSync(files.key, 'utf8') })
  assert.equal(await connection.test?.(safe), 'connected over MQTT 5, TLS')
  await assert.rejects(open(t, { url, ca: files.ca }), /certificate|closed|reset/i)
  await assert.rejects(
    open(t, { url, certificate: own.certificate }, { key: readFileSync(files.key, 'utf8') }),
    /self-signed|unable to verify/,
  )
})

test('the last will is published when the process is killed', { skip }, async (t) => {
  const { url } = await broker(t)
  const session = await open(t, { url })
  const heard = await listen(t, session, { topic: 'status/#' })
  const config = { url, will: { topic: 'status/edge', payload: 'gone', qos: 1 } }
  const script = `
    const { default: connection } = await import(${JSON.stringify(import.meta.resolve('./connection.ts'))})
    await connection.open(connection.config.parse(${JSON.stringify(config)}), { secrets: {}, signal: AbortSignal.timeout(60_000), lost() {} })
    console.log('open')`
  const edge = await start(process.execPath, ['--input-type=module', '--eval', script], { ready: /open/ })
  await edge.stop('SIGKILL')
  await heard.until(() => heard.rows[0]?.ports['payload'] === 'gone')
})

test('browsing shows the topics as a tree with their last payloads', { skip }, async (t) => {
  const { url } = await broker(t)
  const session = await open(t, { url })
  for (const [topic, value] of [
    ['plant/b10/t', 71],
    ['plant/b2/t', 72],
    ['plant/b2', 'on'],
    ['other', 1],
  ] as const) {
    await publish(session, { topic, retain: true, qos: 1 }, value)
  }
  assert.deepEqual(await connection.browse?.(session, ''), [
    { id: 'other', name: 'other', inside: false, writable: true, type: 'text', value: '1' },
    { id: 'plant', name: 'plant', inside: true, writable: true },
  ])
  assert.deepEqual(await connection.browse?.(session, 'plant'), [
    { id: 'plant/b2', name: 'b2', inside: true, writable: true, type: 'text', value: 'on' },
    { id: 'plant/b10', name: 'b10', inside: true, writable: true },
  ])
})

test('what the broker may not publish or grant is refused with its reason', { skip }, async (t) => {
  const { url } = await broker(t)
  const session = await open(t, { url })
  assert.deepEqual(await connection.write?.(session, [{ id: '1', tag: 'a/+', value: 1 }]), [
    { refused: '"a/+" cannot be published to: it holds +, # or the character 0' },
  ])
  assert.throws(() => publish(session, { topic: 'state/{key}' }, 1, 'a/#'), /cannot be published to/)
  assert.equal(mqttIn.config.safeParse({ connection: 'c', topic: 'a/#/b' }).success, false)
  assert.equal(mqttIn.config.safeParse({ connection: 'c', topic: 'a/+', key: '{2}' }).success, false)
  assert.equal(connection.config.safeParse({ url: 'mqtt://user:secret@host' }).success, false)
})
