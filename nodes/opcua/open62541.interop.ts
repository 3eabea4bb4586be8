/** The OPC UA nodes against open62541, a stack that nobody here wrote: `npm run interop`. */
import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { Quality, type Sample } from '@millrace/flow'
import { lacksOpen62541, type Open62541, open62541 } from '@millrace/peers/open62541.ts'
import { connectingTo, outsideOf } from '../try-outside.ts'
import opcua from './connection.ts'
import read from './read.ts'
import subscribe from './subscribe.ts'

const skip = lacksOpen62541()
let server: Open62541
let folder: string
before(async () => {
  if (skip) return
  folder = await mkdtemp(join(tmpdir(), 'millrace-interop-'))
  server = await open62541('ann', 'correct horse')
})
after(async () => {
  if (skip) return
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const opened = async (t: TestContext, config: Record<string, unknown> = { mode: 'None' }, password?: string) => {
  const tried = connectingTo(join(folder, 'own'), { password })
  const client = await opcua.open(opcua.config.parse({ endpoint: server.endpoint, ...config }), tried.connecting)
  t.after(() => {
    tried.close()
    return opcua.close(client)
  })
  return { client, losses: tried.losses, until: tried.until }
}

const variables = ['Temperature', 'SetPoint', 'Running', 'Stage', 'Starts', 'Beyond', 'Name'] as const
const types = { Running: 'boolean', Name: 'text' } as const
const tags = variables.map((name) => ({
  name,
  nodeId: `ns=1;s=${name}`,
  type: name in types ? types[name as keyof typeof types] : 'number',
}))

test('browse', { skip }, async (t) => {
  const { client } = await opened(t)
  const boiler = (await opcua.browse?.(client, 'ns=1;s=Boiler')) ?? []
  assert.deepEqual(
    boiler.map(({ name }) => name),
    [...variables],
  )
  assert.deepEqual(boiler[0], {
    id: 'ns=1;s=Temperature',
    name: 'Temperature',
    inside: false,
    type: 'number',
    value: 71.5,
    writable: false,
    unit: '°C',
  })
  assert.equal(boiler[1]?.writable, true)
  assert.equal((await opcua.browse?.(client, 'ns=1;s=Many'))?.length, 1_500)
})

test('read', { skip }, async (t) => {
  const { client } = await opened(t)
  const call = await read.open(read.config.parse({ connection: 'plc', tags }), outsideOf(client).outside)
  const values = (await call.ask({ read: 1 }, { id: '1', key: '', signal: new AbortController().signal })) as Record<string, Sample>
  assert.deepEqual(
    variables.map((name) => values[name]?.value),
    [71.5, 80, true, -3, Number.MAX_SAFE_INTEGER, undefined, 'Bü 1'],
  )
  assert.equal(values['Beyond']?.quality, Quality.BadOutOfRange)
})

test('write', { skip }, async (t) => {
  const { client } = await opened(t)
  const put = async (tag: string, value: unknown) => (await opcua.write?.(client, [{ id: '1', tag: `ns=1;s=${tag}`, value }]))?.[0]
  assert.equal(await put('SetPoint', 90.5), 'taken')
  assert.equal(await server.ask('get'), '90.5')
  for (const [tag, value] of [
    ['Running', false],
    ['Stage', 7],
    ['Starts', -5],
    ['Name', '锅炉'],
  ] as const)
    assert.equal(await put(tag, value), 'taken', tag)
  for (const [tag, value] of [
    ['Temperature', 1],
    ['Stage', 70_000],
    ['Nowhere', 1],
  ] as const)
    assert.match(JSON.stringify(await put(tag, value)), /refused/)
})

test('subscribe', { skip }, async (t) => {
  const { client } = await opened(t)
  const tried = outsideOf(client)
  const node = await subscribe.open(
    subscribe.config.parse({
      connection: 'plc',
      every: '50 ms',
      tags: [tags[0], { name: 'none', nodeId: 'ns=1;s=Nowhere', type: 'number' }],
    }),
    tried.outside,
  )
  t.after(() => {
    tried.close()
    return node.close()
  })
  const seen = (found: (sample: Sample) => boolean) =>
    tried.until(() => tried.rows.flatMap(({ ports }) => (ports['Temperature'] ? [ports['Temperature'] as Sample] : [])).find(found))
  await server.ask('set 88.25')
  const hot = await seen(({ value }) => value === 88.25)
  assert.ok(Math.abs(hot.time - Date.now()) < 5_000)
  await server.ask('bad')
  assert.equal((await seen(({ quality }) => quality !== 0)).quality, Quality.BadSensorFailure)
  assert.match(tried.troubles.join(), /none: BadNodeIdUnknown/)
})

for (const policy of ['Basic256Sha256', 'Aes128_Sha256_RsaOaep', 'Aes256_Sha256_RsaPss']) {
  test(`${policy}`, { skip }, async (t) => {
    const { client } = await opened(t, { policy, trust: 'first', user: 'ann' }, 'correct horse')
    assert.match(client.opcua.securityPolicy, new RegExp(policy))
    assert.match((await opcua.test?.(client)) ?? '', /open62541.*Running/)
    await assert.rejects(opened(t, { policy, user: 'ann' }, 'wrong'), /refuses this user/)
  })
}

test('restart', { skip }, async (t) => {
  const { losses, until } = await opened(t)
  await server.stop('SIGKILL')
  await until(() => losses.length > 0)
  server = await open62541('ann', 'correct horse', server.port)
  await opened(t)
})
