/** The OPC UA nodes against a server by node-opcua in a process of its own; `npm run interop` has open62541 in its place. */
import assert from 'node:assert/strict'
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Quality, type Sample } from '@millrace/flow'
import { type OpcuaServer, opcuaServer } from '@millrace/peers/opcua.ts'
import { connectingTo, outsideOf } from '../try-outside.ts'
import browse from './browse.ts'
import type { Client } from './client.ts'
import opcua from './connection.ts'
import { monitor } from './monitor.ts'
import read from './read.ts'
import subscribe from './subscribe.ts'
import write from './write.ts'

let server: OpcuaServer
let folder: string
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-opcua-'))
  server = await opcuaServer({ ann: 'correct horse' })
})
after(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

const opened = async (t: TestContext, config: Record<string, unknown>, secrets = {}, name = 'own') => {
  const tried = connectingTo(join(folder, name), secrets)
  const client = await opcua.open(opcua.config.parse({ endpoint: server.endpoint, ...config }), tried.connecting)
  t.after(() => {
    tried.close()
    return opcua.close(client)
  })
  return { ...tried, client }
}
const plainly = (t: TestContext) => opened(t, { mode: 'None' })

const put = async (client: Client, nodeId: string, value: unknown) => {
  const writes = write.writes?.(write.config.parse({ connection: 'plc', nodeId }), { value }, { key: '', time: 0, quality: 0 }) ?? []
  return (
    await opcua.write?.(
      client,
      writes.map((one, i) => ({ ...one, id: `${i}` })),
    )
  )?.[0]
}

test('an unknown certificate is refused with the way to trust it; once it is moved there, it is trusted', async (t) => {
  await assert.rejects(opened(t, {}, {}, 'wary'), /not trusted.*move .*rejected.* to .*trusted/)
  const pki = join(folder, 'wary', 'pki')
  const [name = ''] = await readdir(join(pki, 'rejected'))
  await rename(join(pki, 'rejected', name), join(pki, 'trusted', 'certs', name))
  const { client } = await opened(t, {}, {}, 'wary')
  assert.equal(await opcua.test?.(client), 'Peer, Running')
})

test('every mode and policy opens; a user needs the right password', async (t) => {
  for (const mode of ['Sign', 'SignAndEncrypt']) {
    for (const policy of ['Basic256Sha256', 'Aes128_Sha256_RsaOaep', 'Aes256_Sha256_RsaPss']) {
      const { client } = await opened(t, { mode, policy, trust: 'first' })
      assert.match(client.opcua.securityPolicy, new RegExp(policy))
    }
  }
  await opened(t, { trust: 'first', user: 'ann' }, { password: 'correct horse' })
  await assert.rejects(opened(t, { trust: 'first', user: 'ann' }, { password: 'wrong' }), /refuses this user/)
})

test('trusting the first certificate does not mean trusting the second', async (t) => {
  await opened(t, { trust: 'first' }, {}, 'first')
  const other = await opcuaServer()
  await assert.rejects(opened(t, { trust: 'first', endpoint: other.endpoint }, {}, 'first'), /not trusted/)
  await other.stop()
})

test('browsing shows types, units, values and what may be written, also of thousands of nodes', async (t) => {
  const { client } = await plainly(t)
  const top = (await opcua.browse?.(client, '')) ?? []
  assert.ok(top.some(({ name, inside }) => name === 'Boiler' && inside))
  const [temperature] = (await opcua.browse?.(client, 'ns=1;s=Boiler')) ?? []
  assert.deepEqual(temperature, {
    id: 'ns=1;s=Boiler.B1.Temperature',
    name: 'Temperature',
    inside: false,
    type: 'number',
    value: 71.5,
    writable: false,
    unit: '°C',
  })
  assert.equal((await opcua.browse?.(client, 'ns=1;s=Many'))?.length, 2_500)
  const call = await browse.open(browse.config.parse({ connection: 'plc' }), outsideOf(client).outside)
  const { places } = await call.ask({ place: 'ns=1;s=Types' }, { id: '1', key: '', signal: new AbortController().signal })
  assert.deepEqual(Array.isArray(places) && places.find(({ name }) => name === 'Doubles'), {
    id: 'ns=1;s=Types.Doubles',
    name: 'Doubles',
    type: 'numbers',
    unit: '',
    folder: false,
    writable: true,
  })
})

const types = [
  ['Boolean', 'boolean', true, false],
  ['SByte', 'number', -1, -128],
  ['Byte', 'number', 255, 1],
  ['Int16', 'number', -32768, 7],
  ['UInt32', 'number', 4294967295, 7],
  ['Int64', 'number', -2, Number.MIN_SAFE_INTEGER],
  ['Float', 'number', 0.5, 0.25],
  ['Double', 'number', 123.456, -1e300],
  ['String', 'text', 'grüß', '锅炉'],
  ['DateTime', 'text', '1970-01-01T00:00:00.000Z', '2026-01-02T03:04:05.678Z'],
  ['ByteString', 'bytes', new Uint8Array([1, 2]), new Uint8Array([3])],
  ['LocalizedText', 'text', 'hello', 'hi'],
  ['Doubles', 'numbers', [1, 2, 3], [4.5]],
  ['Strings', 'json', ['a', 'b'], ['c']],
] as const

test('every data type is read, written in its own type and read back', async (t) => {
  const { client } = await plainly(t)
  const tags = [
    ...types.map(([name, type]) => ({ name, type, nodeId: `nsu=urn:millrace:peer;s=Types.${name}` })),
    { name: 'UInt64', type: 'number', nodeId: 'ns=1;s=Types.UInt64' },
  ]
  const call = await read.open(read.config.parse({ connection: 'plc', tags }), outsideOf(client).outside)
  const ask = async () =>
    (await call.ask({ read: true }, { id: '1', key: '', signal: new AbortController().signal })) as Record<string, Sample>
  const first = await ask()
  for (const [name, , value] of types) assert.deepEqual(first[name]?.value, value, name)
  assert.equal(first['UInt64']?.quality, Quality.BadOutOfRange)
  for (const [name, , , value] of types) assert.equal(await put(client, `ns=1;s=Types.${name}`, value), 'taken', name)
  const second = await ask()
  for (const [name, , , value] of types) assert.deepEqual(second[name]?.value, value, name)
  for (const [name, value] of [
    ['Byte', 256],
    ['Boolean', 1],
    ['Doubles', 1],
    ['Nothing', 1],
  ] as const) {
    assert.match(JSON.stringify(await put(client, `ns=1;s=Types.${name}`, value)), /refused/, name)
  }
  assert.match(JSON.stringify(await put(client, 'ns=1;s=Boiler.B1.Temperature', 1)), /BadNotWritable/)
})

test('a subscription carries source times and status over, and goes on beside a tag that is not there', async (t) => {
  const { client } = await plainly(t)
  const tried = outsideOf(client)
  const tags = [
    { name: 'temperature', nodeId: 'ns=1;s=Boiler.B1.Temperature', type: 'number' },
    { name: 'missing', nodeId: 'ns=1;s=Boiler.B1.Missing', type: 'number' },
    { name: 'wrong', nodeId: 'ns=1;s=Types.String', type: 'number' },
    { name: 'nonsense', nodeId: 'nsu=urn:nobody;s=x', type: 'number' },
  ]
  const config = subscribe.config.parse({ connection: 'plc', key: 'plant1/{-2}', every: '50 ms', queue: 10, tags })
  const node = await subscribe.open(config, tried.outside)
  t.after(() => {
    tried.close()
    return node.close()
  })
  const of = (name: string) => tried.rows.flatMap(({ key, ports }) => (ports[name] ? [{ key, ...(ports[name] as Sample) }] : []))
  await tried.until(() => of('temperature').length > 0 && of('wrong').length > 0)
  assert.deepEqual(of('temperature')[0]?.key, 'plant1/B1')
  assert.equal(of('temperature')[0]?.value, 71.5)
  assert.equal(of('missing')[0]?.quality, 0x80340000)
  assert.equal(of('wrong')[0]?.quality, Quality.BadTypeMismatch)
  assert.deepEqual(tried.troubles.map((trouble) => trouble.slice(0, 24)).sort(), ['missing: BadNodeIdUnknow', 'nonsense: Cannot find na'])

  const time = Date.UTC(2026, 0, 1)
  await server.tell({ name: 'Temperature', set: 88, time })
  const hot = await tried.until(() => of('temperature').find(({ value }) => value === 88))
  assert.equal(hot.time, time)
  await server.tell({ name: 'Temperature', bad: true, time: time + 1 })
  const bad = await tried.until(() => of('temperature').find(({ quality }) => quality !== 0))
  assert.deepEqual([bad.quality, bad.value, bad.time], [Quality.BadSensorFailure, undefined, time + 1])
  await server.tell({ name: 'Temperature', set: 71.5 })
})

test('a tag that the server gets later is taken up by itself', async (t) => {
  const { client } = await plainly(t)
  const tried = outsideOf(client)
  const tags = [{ name: 'late', key: '', nodeId: 'ns=1;s=Types.Late', type: 'number' as const }]
  const samples: Sample[] = []
  const take = async (came: readonly { readonly sample: Sample }[]) => void samples.push(...came.map(({ sample }) => sample))
  const node = await monitor(tags, { every: 50, deadband: 0, queue: 1 }, tried.outside, take, 50)
  t.after(() => {
    tried.close()
    return node.close()
  })
  await sleep(200)
  assert.deepEqual([samples.length, tried.troubles.length], [1, 1])
  await server.tell({ name: 'Late', add: 4 })
  for (const end = performance.now() + 5_000; samples.length < 2; await sleep(5)) assert.ok(performance.now() < end)
  assert.equal(samples[1]?.value, 4)
})

test('a dead band keeps small changes away', async (t) => {
  const { client } = await plainly(t)
  const tried = outsideOf(client)
  const tags = [{ name: 'double', nodeId: 'ns=1;s=Types.Float', type: 'number' }]
  const node = await subscribe.open(
    subscribe.config.parse({ connection: 'plc', every: '50 ms', deadband: 5, queue: 100, tags }),
    tried.outside,
  )
  t.after(() => {
    tried.close()
    return node.close()
  })
  await tried.until(() => tried.rows.length > 0)
  for (const set of [1, 2, 3, 20]) await server.tell({ name: 'Float', set })
  await tried.until(() => tried.rows.find(({ ports }) => (ports['double'] as Sample).value === 20))
  assert.equal(tried.rows.length, 2)
})

test('a server that dies is called lost; opened again it is there', async (t) => {
  const mortal = await opcuaServer()
  const { losses, until } = await opened(t, { mode: 'None', endpoint: mortal.endpoint })
  await mortal.stop('SIGKILL')
  await until(() => losses.length > 0)
  await assert.rejects(opened(t, { mode: 'None', endpoint: mortal.endpoint }))
  const risen = await mortal.again()
  await opened(t, { mode: 'None', endpoint: mortal.endpoint })
  await risen.stop()
})
