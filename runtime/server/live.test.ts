/** Live values go to whoever looks, and secrets to nobody. */
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connect, counting, enter, newProject, post, serve } from './fixture.ts'

const watched = `${counting('One', '5 ms')}  show:
    is: log/debug
    in: { value: count.count }
  high:
    is: alarm/high
    in: { value: count.count }
    config: { limit: { parameter: limit } }
parameters:
  limit: { type: number, default: 1000000, max: 1000000 }
`

test('values come at most ten times a second, of the wires that were asked for alone', async (t) => {
  const server = await serve(t, await newProject({ one: counting('One', '5 ms') }))
  const client = await connect(t, server, await enter(server))
  await client.ask('taps.set', { flow: 'one', set: 1, wires: ['nowhere.x', 'count.count'] })
  await client.hear('taps')
  const before = client.heard('taps').length
  await sleep(1_000)
  const told = client.heard('taps').slice(before)
  assert.ok(told.length >= 6 && told.length <= 11, `${told.length} in a second`)
  assert.ok(told.every(({ taps }) => taps.length === 1 && taps[0]?.[0] === 1))
  const [, value, quality, time, rate, key] = told.at(-1)?.taps[0] ?? []
  assert.ok(typeof value === 'number' && value > 100 && quality === 0 && key === '')
  assert.ok(Math.abs((time ?? 0) - Date.now()) < 1_000)
  assert.ok(rate !== undefined && rate > 80 && rate < 260, `${rate} a second`)

  await client.ask('taps.set', { flow: 'one', set: 2, wires: ['beat.value'] })
  await client.hear('taps', ({ set }) => set === 2)
  await client.ask('taps.set', { flow: 'one', set: 3, wires: [] })
  await sleep(150)
  const last = client.heard('taps').length
  await sleep(300)
  assert.equal(client.heard('taps').length, last)
})

test('two people look at different wires of one flow, each gets their own; a second look shows at once what is known', async (t) => {
  const server = await serve(t, await newProject({ one: counting('One', '20 ms') }))
  const [ann, bob] = [await connect(t, server, await enter(server)), await connect(t, server, await enter(server))]
  await ann.ask('taps.set', { flow: 'one', set: 1, wires: ['count.count', 'count.reached'] })
  await bob.ask('taps.set', { flow: 'one', set: 1, wires: ['beat.value'] })
  await Promise.all([ann.hear('taps'), bob.hear('taps')])
  ann.end()
  await sleep(100)
  const before = bob.heard('taps').length
  await bob.hear('taps', (told) => bob.heard('taps').indexOf(told) > before)
  assert.ok(bob.heard('taps').every(({ taps }) => taps.every(([wire, value]) => wire === 0 && value === 1)))
})

test('debug lines, alarms and node states are told as they happen, and to who comes later', async (t) => {
  const server = await serve(t, await newProject({ one: watched }))
  const client = await connect(t, server, await enter(server, 'operator', 'ann'))
  await client.ask('doc.get', { flow: 'one' })
  const { lines } = await client.hear('debug', (told) => told.lines.length > 0)
  assert.deepEqual([lines[0]?.node, lines[0]?.level, typeof lines[0]?.value], ['show', 'debug', 'number'])
  const { states } = await client.hear('node.states', (told) => (told.states['beat']?.fired ?? 0) > 0)
  assert.equal(states['beat']?.link, 'up')
  await assert.rejects(client.ask('parameter.set', { flow: 'one', parameter: 'limit', key: '', value: 'x' }), /is not a number/)
  await assert.rejects(client.ask('parameter.set', { flow: 'one', parameter: 'limit', key: '', value: 1000001 }), /above 1000000/)
  await assert.rejects(client.ask('parameter.set', { flow: 'one', parameter: 'no', key: '', value: 1 }), /unknown-parameter/)
  await client.ask('parameter.set', { flow: 'one', parameter: 'limit', key: '', value: 3 })
  const rang = await client.hear('alarms', ({ alarms }) => alarms.length === 1)
  assert.deepEqual([rang.alarms[0]?.node, rang.alarms[0]?.state], ['high', 'B'])
  assert.equal((await client.ask('alarms', {}))[0]?.alarms.length, 1)
  await client.ask('alarm.command', { flow: 'one', node: 'high', key: '', command: 'acknowledge', why: 'seen' })
  const acked = await client.hear('alarms', ({ alarms }) => alarms[0]?.state === 'C')
  assert.deepEqual([acked.alarms[0]?.by, acked.alarms[0]?.why], ['ann', 'seen'])

  const late = await connect(t, server, await enter(server))
  await late.ask('doc.get', { flow: 'one' })
  assert.ok((await late.hear('debug')).lines.length > 5)
  await client.ask('doc.leave', { flow: 'one' })
  await sleep(300)
  const heard = client.heard('debug').length
  await sleep(500)
  assert.equal(client.heard('debug').length, heard)
})

test('a secret goes in and never comes out', async (t) => {
  const canary = 'canary-7f3a91'
  const server = await serve(t, await newProject({}))
  const cookie = await enter(server)
  const client = await connect(t, server, cookie)
  await client.ask('connection.set', { name: 'plant', is: 'mqtt/connection', config: { url: 'mqtt://127.0.0.1:9' } })
  await client.ask('connection.secret', { name: 'plant', secret: 'password', value: canary })
  await assert.rejects(client.ask('connection.secret', { name: 'plant', secret: 'no', value: canary }), /no secret/)
  await assert.rejects(client.ask('connection.test', { name: 'plant' }))
  const [info] = await client.ask('connections', {})
  assert.equal(info?.secrets['password'], true)
  await client.hear('connections', (all) => all[0]?.secrets['password'] === true)
  for (const name of ['flows', 'connections', 'catalogue', 'templates', 'alarms', 'deploy.diff'] as const) {
    assert.ok(!JSON.stringify(await post(server, cookie, name, {})).includes(canary), name)
  }
  for (const name of ['hello', 'flows', 'connections', 'debug', 'alarms'] as const) {
    assert.ok(!JSON.stringify(client.heard(name)).includes(canary), name)
  }
  assert.ok(!JSON.stringify(await server.site.project.audit.latest(100)).includes(canary))
  await client.ask('connection.secret', { name: 'plant', secret: 'password', value: null })
  assert.equal((await client.ask('connections', {}))[0]?.secrets['password'], false)
})

test('what is too large, too deep or no JSON is refused in words, and the server goes on', async (t) => {
  const server = await serve(t, await newProject({}))
  const cookie = await enter(server)
  const send = (body: string) =>
    fetch(`${server.address}/api/flow.new`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body })
  assert.equal((await send(`{"name":"${'x'.repeat(13 * 1_048_576)}"}`)).status, 413)
  assert.equal((await send('{"name": ')).status, 400)
  assert.equal((await send('{"name":"x","__proto__":{"a":1}}')).status, 400)
  const deep = await send(`{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`)
  assert.deepEqual([deep.status, JSON.stringify(await deep.json()).includes('too-deep')], [422, true])
  assert.equal((await fetch(`${server.address}/api/nowhere`, { method: 'POST', headers: { cookie } })).status, 404)
  assert.equal(((await (await send('{"name":"x"}')).json()) as { readonly ok?: unknown }).ok !== undefined, true)
})

test('connections that somebody changes in the files are taken over', async (t) => {
  const folder = await newProject({})
  const server = await serve(t, folder)
  const client = await connect(t, server, await enter(server))
  const text = 'millrace: 1\nconnections:\n  history: { is: sql/sqlite, config: { file: a.db } }\n'
  await writeFile(join(folder, 'connections.yaml'), text)
  await client.hear('connections', (all) => all[0]?.name === 'history' && all[0].config['file'] === 'a.db')
  await writeFile(join(folder, 'environments/dev.yaml'), 'millrace: 1\nconnections:\n  history: { file: b.db }\n')
  await client.hear('connections', (all) => all[0]?.config['file'] === 'b.db')
  assert.match((await client.ask('connection.test', { name: 'history' })).says, /SQLite/)
  await writeFile(join(folder, 'connections.yaml'), 'broken: [')
  await sleep(400)
  assert.equal((await client.ask('connections', {})).length, 1)
})
