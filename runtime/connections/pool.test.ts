/** Connections against a peer over TCP that is killed, comes back, hangs, refuses. */
import assert from 'node:assert/strict'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@millrace/flow/kinds/connection.ts'
import { backoffMs } from './backoff.ts'
import { lineConnection, lineServer } from './line-peer.ts'
import type { LinkStatus } from './link.ts'
import { openPool } from './pool.ts'
import type { Setup } from './setup.ts'

const setupOf = (port: number, more: Partial<Setup> = {}): Setup => ({ kind: 'line', config: { port }, secrets: {}, folder: '', ...more })

const poolOf = (t: TestContext, setups: Record<string, Setup>, kind: Connection = lineConnection('optional')) => {
  const states: string[] = []
  const pool = openPool({
    kinds: new Map([['line', kind]]),
    setup: (name) => setups[name],
    file: (path) => path,
    changed: ({ state }: LinkStatus) => states.at(-1) !== state && states.push(state),
  })
  t.after(() => pool.close())
  return { pool, states }
}

const user = () => {
  const log: string[] = []
  return { log, up: () => void log.push('up'), down: () => log.at(-1) !== 'down' && void log.push('down') }
}

const until = async (good: () => boolean, withinMs = 5_000) => {
  for (const end = performance.now() + withinMs; !good(); await sleep(5)) assert.ok(performance.now() < end, `not within ${withinMs} ms`)
}

test('a connection opens with its first user and is shared by the others', async (t) => {
  const server = await lineServer()
  t.after(server.kill)
  const { pool } = poolOf(t, { plc: setupOf(server.port) })
  const [a, b] = [user(), user()]
  pool.use('plc', a)
  await until(() => a.log.includes('up'))
  pool.use('plc', b)
  await until(() => b.log.includes('up'))
  assert.equal(server.clients.size, 1)
  assert.deepEqual(
    pool.status().map(({ name, state, users }) => ({ name, state, users })),
    [{ name: 'plc', state: 'up', users: 2 }],
  )
})

test('a peer that is killed and comes back is up again by itself, and says why it was not', async (t) => {
  const server = await lineServer()
  const { pool, states } = poolOf(t, { plc: setupOf(server.port) })
  const a = user()
  pool.use('plc', a)
  await until(() => a.log.includes('up'))
  await server.kill()
  await until(() => a.log.includes('down'))
  await until(() => (pool.status()[0]?.attempts ?? 0) >= 2)
  assert.match(pool.status()[0]?.why?.en ?? '', /nothing answers at that address/)
  assert.match(pool.status()[0]?.why?.zh ?? '', /无人应答/)
  await server.restart()
  t.after(server.kill)
  await until(() => a.log.join() === 'up,down,up')
  assert.deepEqual(states.slice(0, 3), ['connecting', 'up', 'down'])
})

test('one user that leaves does not disturb the others; the last closes the link after a while', async (t) => {
  const server = await lineServer()
  t.after(server.kill)
  const { pool } = poolOf(t, { plc: setupOf(server.port) })
  const [a, b] = [user(), user()]
  const leaveA = pool.use('plc', a)
  const leaveB = pool.use('plc', b)
  await until(() => b.log.includes('up'))
  leaveA()
  leaveA()
  assert.equal(pool.status()[0]?.users, 1)
  leaveB()
  await sleep(50)
  assert.equal(server.clients.size, 1)
  await until(() => server.clients.size === 0, 7_000)
  assert.equal(pool.status()[0]?.state, 'idle')
})

test('test and browse open the connection for the moment, and say why where they cannot', async (t) => {
  const server = await lineServer()
  const { pool } = poolOf(t, { plc: setupOf(server.port), ghost: setupOf(1) })
  assert.equal(await pool.test('plc'), '127.0.0.1 answers')
  assert.deepEqual(await pool.browse('plc', 'root'), [{ id: 'root/a', name: 'a', inside: false }])
  await server.kill()
  await assert.rejects(pool.test('ghost'), /nothing answers/)
  await assert.rejects(pool.test('nowhere'), /the project has no connection nowhere/)
  await assert.rejects(pool.tryOut({ ...setupOf(1), kind: 'opc' }), /there is no connection kind opc/)
  await assert.rejects(pool.tryOut({ ...setupOf(1), config: { port: 'x' } }), /expected number/)
})

test('a setup that changed moves the connection, with its users, to the new place', async (t) => {
  const [old, next] = [await lineServer(), await lineServer()]
  t.after(() => Promise.all([old.kill(), next.kill()]))
  const setups = { plc: setupOf(old.port) }
  const { pool } = poolOf(t, setups)
  const a = user()
  pool.use('plc', a)
  await until(() => old.clients.size === 1)
  setups.plc = setupOf(next.port)
  await pool.move('plc')
  await until(() => next.clients.size === 1 && old.clients.size === 0)
  await until(() => a.log.join() === 'up,down,up')
})

test('writes to equipment get past the guard or not at all', async (t) => {
  const server = await lineServer()
  t.after(server.kill)
  const setup = setupOf(server.port, { equipment: true, allow: [{ tag: 'valve', max: 80 }], armed: ['v1'] })
  const { pool } = poolOf(t, { plc: setup, free: setupOf(server.port) })
  const request = (tag: string, value: number, path = 'v1') => ({
    ...{ id: `${tag}${value}${path}`, tag, value, path, flow: 'f', node: 'n', key: '' },
    bornMs: performance.now(),
  })
  for (const name of ['plc', 'free']) await pool.test(name)
  const outcomes = await pool.write('plc', [request('valve', 50), request('valve', 90), request('pump', 1), request('valve', 20, 'v2')])
  assert.equal(outcomes[0], 'taken')
  assert.deepEqual(outcomes.slice(1), [
    { refused: 'valve: 90 is above 80, the most allowed' },
    { refused: 'pump: not on the list of what may be written' },
    { refused: 'valve: writing is not armed for this release' },
  ])
  assert.deepEqual(server.set, [{ tag: 'valve', value: 50 }])
  assert.deepEqual(await pool.write('free', [request('pump', 1)]), ['taken'])
  assert.deepEqual(pool.status()[0]?.writes, { taken: 1, retried: 0, refused: 3 })
})

test('an attempt that hangs is given up, and what comes of it too late is closed', async (t) => {
  const closed: string[] = []
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const slow = Promise.withResolvers<string>()
  const hanging: Connection = {
    ...lineConnection('never'),
    open: () => slow.promise,
    close: (client) => void closed.push(String(client)),
  }
  const { pool } = poolOf(t, { plc: setupOf(1) }, hanging)
  const a = user()
  pool.use('plc', a)
  await new Promise(setImmediate)
  t.mock.timers.tick(12_000)
  await new Promise(setImmediate)
  assert.deepEqual(a.log, ['down'])
  assert.equal(pool.status()[0]?.why?.en, 'no answer within 12 s')
  slow.resolve('late')
  await new Promise(setImmediate)
  assert.deepEqual(closed, ['late'])
})

test('waits double with full jitter from 0.25 s, and with an attempt of 12 s stay within 35 s', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 100].map((n) => backoffMs(n, 1)),
    [250, 500, 1_000, 2_000, 20_000],
  )
  assert.equal(backoffMs(3, 0), 0)
})
