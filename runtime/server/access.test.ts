/** Who gets in, from where, and what each may ask. */
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { test } from 'node:test'
import { requests } from '@millrace/flow/protocol.ts'
import type { Role } from '@millrace/flow/protocol-told.ts'
import { io } from 'socket.io-client'
import { connect, enter, newProject, post, serve } from './fixture.ts'
import { openHttp } from './http.ts'
import { origins } from './origin.ts'
import { asking, fetching } from './roles.ts'
import { openSessions } from './sessions.ts'

const statusWith = (address: string, path: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(address)
    const sent = request({ hostname, port, path, headers, setHost: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })

test('a link lets one person in, once, and the cookie stays with the browser', async (t) => {
  const server = await serve(t, await newProject({}))
  const link = await server.link({ user: 'ann', role: 'admin' })
  const first = await fetch(link)
  const cookie = first.headers.get('set-cookie') ?? ''
  assert.match(cookie, /^millrace-\d+=[\w-]{43}; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Strict$/)
  const again = await fetch(link)
  assert.equal(again.status, 401)
  assert.equal(again.headers.get('set-cookie'), null)
  assert.equal((await post(server, cookie.split(';')[0] ?? '', 'flows', {})).status, 200)
  assert.deepEqual(
    (await server.site.project.audit.latest(1)).map(({ who, what }) => [who, what]),
    [['ann', 'login']],
  )
  assert.equal((await fetch(`${server.address}/enter/${'x'.repeat(43)}`)).status, 401)
})

test('without a session there is a page that says how to get a link, and nothing else', async (t) => {
  const server = await serve(t, await newProject({}))
  const page = await fetch(`${server.address}/`)
  assert.equal(page.status, 401)
  assert.match(await page.text(), /millrace start --link/)
  for (const name of Object.keys(requests)) assert.equal((await post(server, '', name as 'flows', {})).status, 401, name)
  assert.equal((await fetch(`${server.address}/api/openapi.json`)).status, 401)
  assert.equal((await fetch(`${server.address}/flows.ts`)).status, 401)
  await assert.rejects(connect(t, server, ''))
  await assert.rejects(connect(t, server, `millrace-${new URL(server.address).port}=${'x'.repeat(43)}`))
})

test('a session outlives the runtime, a word in the folder opens none', async (t) => {
  const folder = await newProject({})
  const server = await serve(t, folder)
  const cookie = await enter(server)
  const sessions = await openSessions(await server.site.project.local('access'))
  assert.equal(sessions.who(cookie.split('=')[1])?.role, 'admin')
  assert.equal(sessions.who(undefined), undefined)
  assert.equal(await sessions.enter('../sessions/x'), undefined)
})

test('another page can neither write nor open a socket', async (t) => {
  const server = await serve(t, await newProject({}))
  const cookie = await enter(server)
  const evil = { origin: 'https://evil.example' }
  assert.equal((await post(server, cookie, 'flow.new', { name: 'x' }, evil)).status, 403)
  assert.equal((await post(server, cookie, 'flow.new', { name: 'x' }, { 'sec-fetch-site': 'cross-site' })).status, 403)
  assert.equal((await post(server, cookie, 'flow.new', { name: 'x' }, { origin: server.address })).status, 200)
  const socket = io(server.address, { extraHeaders: { cookie, ...evil }, reconnection: false })
  await assert.rejects(new Promise((resolve, reject) => socket.on('connect', () => resolve(0)).on('connect_error', reject)))
  assert.deepEqual((await post(server, cookie, 'flows', {})).status, 200)
})

test('a name that was made to point here is refused', async (t) => {
  const server = await serve(t, await newProject({}))
  const { port, host } = new URL(server.address)
  assert.equal(await statusWith(server.address, '/api/health', { host }), 200)
  assert.equal(await statusWith(server.address, '/api/health', { host: `localhost:${port}` }), 200)
  assert.equal(await statusWith(server.address, '/api/health', { host: `rebound.example:${port}` }), 421)
  const everywhere = origins('0.0.0.0', 4400)
  assert.equal(everywhere.host({ host: '192.168.0.7:4400' }), true)
  assert.equal(everywhere.host({ host: 'rebound.example:4400' }), false)
  assert.equal(everywhere.own({ origin: 'http://192.168.0.7:4400', host: '192.168.0.7:4400' }), true)
  assert.equal(everywhere.own({ origin: 'http://192.168.0.8:4400', host: '192.168.0.7:4400' }), false)
})

test('every answer tells the browser to run our scripts alone, in no frame', async (t) => {
  const server = await serve(t, await newProject({}))
  const cookie = await enter(server)
  for (const path of ['/', '/api/health', '/nowhere', '/flows.ts', `/enter/${'x'.repeat(43)}`]) {
    const { headers } = await fetch(server.address + path, { headers: { cookie } })
    const policy = headers.get('content-security-policy') ?? ''
    assert.match(policy, /default-src 'none'; script-src 'self';/, path)
    assert.match(policy, /frame-ancestors 'none'/, path)
    assert.equal(headers.get('x-content-type-options'), 'nosniff')
    assert.equal(headers.get('referrer-policy'), 'no-referrer')
  }
})

test('each role may ask what its row allows, and nothing above it', async (t) => {
  const server = await serve(t, await newProject({}))
  const ladder: readonly Role[] = ['viewer', 'operator', 'engineer', 'admin']
  assert.deepEqual(Object.keys(asking).sort(), Object.keys(requests).sort())
  for (const role of ladder) {
    const cookie = await enter(server, role)
    for (const [name, least] of Object.entries(asking)) {
      const { status, answer } = await post(server, cookie, name as 'flows', { wrong: 1 } as never)
      const allowed = ladder.indexOf(role) >= ladder.indexOf(least)
      assert.equal(status, allowed ? 422 : 403, `${role} asks ${name}`)
      assert.equal('faults' in answer && answer.faults[0]?.code, allowed ? 'shape' : 'not-allowed')
    }
  }
  const client = await connect(t, server, await enter(server, 'viewer'))
  await assert.rejects(client.ask('flow.new', { name: 'x' }), /not-allowed/)
  assert.deepEqual(await client.ask('flows', {}), [])
})

test('an endpoint without a row in the table of roles cannot be opened', async (t) => {
  const server = await serve(t, await newProject({}))
  const sessions = await openSessions(await server.site.project.local('access'))
  const app = await openHttp({
    sessions,
    handlers: () => assert.fail(),
    editor: import.meta.dirname,
    version: '0',
    entered: () => Promise.resolve(),
    cookie: () => 'c',
    origins: () => origins('127.0.0.1', 1),
  })
  assert.throws(() => app.get('/api/secrets', () => ''), /no row/)
  assert.ok(Object.keys(fetching).length > 0)
})

test('the API describes itself by the schemas that read it', async (t) => {
  const server = await serve(t, await newProject({}))
  const cookie = await enter(server, 'viewer')
  const told = (await (await fetch(`${server.address}/api/openapi.json`, { headers: { cookie } })).json()) as {
    readonly openapi: string
    readonly paths: Readonly<Record<string, unknown>>
  }
  assert.equal(told.openapi, '3.1.0')
  assert.deepEqual(
    Object.keys(told.paths).sort(),
    Object.keys(requests)
      .map((name) => `/api/${name}`)
      .sort(),
  )
})
