/** A deploy keeps state, connections and arming, and touches what changed alone. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Client, connect, counting, enter, gesture, newProject, serve } from './fixture.ts'

const counts = async (client: Client, flow: string, set: number) => {
  await client.ask('taps.set', { flow, set, wires: ['count.count'] })
  const { taps } = await client.hear('taps', (told) => told.set === set && told.taps.length > 0)
  return taps[0]?.[1] as number
}

/** Has a count of its own, written into a table. */
const writing = `${counting('Writing')}  keep:
    is: sql/write
    in: { n: count.count }
    config: { connection: results, table: counts, columns: [{ name: n, type: number }] }
`

const slower = gesture({ do: 'set-config', node: 'beat', path: ['every'], to: '20 ms' })

test('a deploy keeps the state of what goes on, and does not touch other flows and their connections', async (t) => {
  const server = await serve(t, await newProject({ one: counting('One') }))
  const client = await connect(t, server, await enter(server))
  await client.ask('connection.set', { name: 'results', is: 'sql/sqlite', config: { file: 'results.db' } })
  const { flow } = await client.ask('flow.new', { name: 'two' })
  await client.ask('doc.get', { flow })
  const nodes = Object.entries((await import('@millrace/flow/read.ts')).readFlow(writing).document?.nodes ?? {})
  const add = gesture(...nodes.map(([name, node]) => ({ do: 'add-node', name, node }) as const))
  const { rev } = await client.ask('doc.command', { flow, rev: 1, id: '1', command: add })
  assert.equal((await client.ask('deploy', { flows: [{ flow, rev }], message: 'Two' })).release, 2)
  await client.hear('connections', (all) => all.some(({ name, state }) => name === 'results' && state === 'up'))
  const before = server.site.work.pool.status()
  const two = server.site.work.run.flows.get('two')?.running

  const first = await counts(client, 'one', 1)
  const one = await client.ask('doc.get', { flow: 'one' })
  const changed = await client.ask('doc.command', { flow: 'one', rev: one.rev, id: '2', command: slower })
  const diff = await client.ask('deploy.diff', {})
  assert.deepEqual(
    diff.flows.map((change) => change.flow),
    ['one'],
  )
  assert.notDeepEqual(diff.flows[0]?.draft, diff.flows[0]?.deployed)
  const deployed = await client.ask('deploy', { flows: [{ flow: 'one', rev: changed.rev }], message: 'Faster' })
  assert.deepEqual([deployed.release, deployed.flows], [3, ['one']])
  assert.equal((await client.hear('deployed', ({ release }) => release === 3)).message, 'Faster')

  const after = await counts(client, 'one', 2)
  assert.ok(after > first && after < first + 200, `${first} goes on as ${after}`)
  assert.equal(server.site.work.run.flows.get('two')?.running, two)
  assert.deepEqual(
    server.site.work.pool.status().map(({ since, state }) => [since, state]),
    before.map(({ since, state }) => [since, state]),
  )
  const infos = await client.ask('flows', {})
  assert.deepEqual(
    infos.map((info) => [info.flow, info.run, info.changed]),
    [
      ['one', 'running', false],
      ['two', 'running', false],
    ],
  )
})

test('a deploy is refused with every fault, where a draft has moved on, and changes nothing then', async (t) => {
  const server = await serve(t, await newProject({ one: counting('One') }))
  const client = await connect(t, server, await enter(server))
  const { rev } = await client.ask('doc.get', { flow: 'one' })
  await assert.rejects(client.ask('deploy', { flows: [{ flow: 'one', rev: rev + 1 }], message: '' }), /revision-conflict/)
  const nonsense = gesture({ do: 'add-node', name: 'x', node: { is: 'no/such' } }, { do: 'add-node', name: 'y', node: { is: 'math/add' } })
  const next = await client.ask('doc.command', { flow: 'one', rev, id: '1', command: nonsense })
  await assert.rejects(client.ask('deploy', { flows: [{ flow: 'one', rev: next.rev }], message: '' }), /unknown-node.*input-missing/)
  const [info] = await client.ask('flows', {})
  assert.deepEqual([info?.run, info?.release, info?.changed], ['running', 1, true])
})

test('a flow that cannot start says why, and the others run', async (t) => {
  const broken = `${counting('Broken')}  keep:
    is: sql/write
    in: { n: count.count }
    config: { connection: gone, table: counts, columns: [{ name: n, type: number }] }
`
  const folder = await newProject({ good: counting('Good') })
  const first = await serve(t, folder)
  const client = await connect(t, first, await enter(first))
  await client.ask('connection.set', { name: 'gone', is: 'sql/sqlite', config: { file: 'x.db' } })
  const { flow } = await client.ask('flow.new', { name: 'bad' })
  const nodes = Object.entries((await import('@millrace/flow/read.ts')).readFlow(broken).document?.nodes ?? {})
  const add = gesture(...nodes.map(([name, node]) => ({ do: 'add-node', name, node }) as const))
  const { rev } = await client.ask('doc.command', { flow, rev: 1, id: '1', command: add })
  await client.ask('deploy', { flows: [{ flow, rev }], message: '' })
  await first.site.project.connections.remove('gone')
  await first.close()

  const next = await serve(t, folder)
  const again = await connect(t, next, await enter(next))
  const [bad, good] = await again.ask('flows', {})
  assert.deepEqual([bad?.run, good?.run], ['failed', 'running'])
  assert.match(bad?.why ?? '', /no connection "gone"/)
  await again.ask('connection.set', { name: 'gone', is: 'sql/sqlite', config: { file: 'x.db' } })
  await again.hear('flows', (flows) => flows[0]?.run === 'running')
})

test('a person stops a flow and it stays so over a restart', async (t) => {
  const folder = await newProject({ one: counting('One') })
  const server = await serve(t, folder)
  const client = await connect(t, server, await enter(server))
  await client.ask('flow.run', { flow: 'one', run: false })
  await client.hear('flows', (flows) => flows[0]?.run === 'stopped')
  await server.close()
  const next = await serve(t, folder)
  const again = await connect(t, next, await enter(next))
  assert.equal((await again.ask('flows', {}))[0]?.run, 'stopped')
  await again.ask('flow.run', { flow: 'one', run: true })
  assert.equal((await counts(again, 'one', 1)) > 0, true)
  await assert.rejects(again.ask('flow.run', { flow: 'nowhere', run: true }), /not deployed/)
})

test('what writes to equipment is armed by a person, and disarmed by a deploy that changes it', async (t) => {
  const server = await serve(t, await newProject({}))
  const client = await connect(t, server, await enter(server))
  await client.ask('connection.set', { name: 'plc', is: 'sql/sqlite', config: { file: 'plc.db' }, equipment: true })
  await client.ask('connection.allow', { name: 'plc', allow: [{ tag: 'counts' }], onRestart: 'stay-armed' })
  const { flow } = await client.ask('flow.new', { name: 'one' })
  const nodes = Object.entries((await import('@millrace/flow/read.ts')).readFlow(writing.replace('results', 'plc')).document?.nodes ?? {})
  const add = gesture(...nodes.map(([name, node]) => ({ do: 'add-node', name, node }) as const))
  const { rev } = await client.ask('doc.command', { flow, rev: 1, id: '1', command: add })
  await client.ask('deploy', { flows: [{ flow, rev }], message: '' })
  const guard = async () => (await client.ask('connections', {}))[0]?.guard
  assert.equal((await guard())?.armed, false)
  await client.hear('connections', ([plc]) => (plc?.guard?.refused ?? 0) > 0)
  await client.ask('connection.arm', { name: 'plc', armed: true })
  assert.deepEqual([(await guard())?.armed, (await guard())?.by], [true, 'admin'])

  const moved = await client.ask('doc.command', { flow, rev, id: '2', command: gesture({ do: 'move', to: { beat: [5, 5] } }) })
  assert.deepEqual((await client.ask('deploy.diff', { flows: [flow] })).disarms, [])
  await client.ask('deploy', { flows: [{ flow, rev: moved.rev }], message: '' })
  assert.equal((await guard())?.armed, true)
  const faster = await client.ask('doc.command', { flow, rev: moved.rev, id: '3', command: slower })
  assert.deepEqual((await client.ask('deploy.diff', {})).disarms, ['plc'])
  await client.ask('deploy', { flows: [{ flow, rev: faster.rev }], message: '' })
  assert.equal((await guard())?.armed, false)
  const whats = (await server.site.project.audit.latest(20)).map(({ what }) => what)
  assert.deepEqual(
    whats.filter((what) => what === 'arm' || what === 'disarm'),
    ['arm', 'disarm'],
  )
  assert.ok('ok' in (await server.site.project.audit.verify()))
})
