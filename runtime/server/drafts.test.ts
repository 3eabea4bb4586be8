/** Drafts: several people, undo, changes on disk. */
import assert from 'node:assert/strict'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { connect, counting, enter, gesture, newProject, post, serve, writeFlowFile } from './fixture.ts'

const edit = (path: string, to: string | number) => gesture({ do: 'set-config', node: 'beat', path: [path], to })
const rename = gesture({ do: 'rename-node', from: 'beat', to: 'pulse' })

test('two people change one flow at once: each change is brought onto the other, and both see the same', async (t) => {
  const server = await serve(t, await newProject({ one: counting('One', '1 h') }))
  const [ann, bob] = [
    await connect(t, server, await enter(server, 'engineer', 'ann')),
    await connect(t, server, await enter(server, 'engineer', 'bob')),
  ]
  const { rev } = await ann.ask('doc.get', { flow: 'one' })
  await bob.ask('doc.get', { flow: 'one' })
  const [first, second] = await Promise.all([
    ann.ask('doc.command', { flow: 'one', rev, id: 'a', command: rename }),
    bob.ask('doc.command', { flow: 'one', rev, id: 'b', command: edit('every', '2 h') }),
  ])
  assert.deepEqual([first.rev, second.rev].sort(), [rev + 1, rev + 2])
  const told = await ann.hear('doc.changed', ({ id }) => id === 'b')
  assert.equal(told.by, 'bob')
  assert.equal(told.command.edits[0]?.do, 'set-config')
  const { document } = await ann.ask('doc.get', { flow: 'one' })
  assert.equal(document.nodes['pulse']?.config?.['every'], '2 h')
  assert.deepEqual(document, (await bob.ask('doc.get', { flow: 'one' })).document)

  await ann.ask('doc.command', { flow: 'one', rev: rev + 2, id: 'c', command: gesture({ do: 'remove-node', name: 'pulse' }) })
  await assert.rejects(bob.ask('doc.command', { flow: 'one', rev: rev + 2, id: 'd', command: edit('every', '3 h') }), /edit-refused/)
  await assert.rejects(bob.ask('doc.command', { flow: 'one', rev: rev + 9, id: 'e', command: rename }), /revision-conflict/)
})

test('a command that is sent again is answered, not done again', async (t) => {
  const server = await serve(t, await newProject({ one: counting('One', '1 h') }))
  const client = await connect(t, server, await enter(server))
  const { rev } = await client.ask('doc.get', { flow: 'one' })
  const send = () => client.ask('doc.command', { flow: 'one', rev, id: 'same', command: edit('every', '2 h') })
  assert.deepEqual([await send(), await send()], [{ rev: rev + 1 }, { rev: rev + 1 }])
  assert.equal((await client.ask('doc.get', { flow: 'one' })).undo.length, 1)
})

test('what was done is in the file a moment later with its comments, and undo lives on after a restart', async (t) => {
  const folder = await newProject({ one: counting('One', '1 h').replace('  count:', '  # how often\n  count:') })
  const server = await serve(t, folder)
  const cookie = await enter(server)
  const { rev } = await (await connect(t, server, cookie)).ask('doc.get', { flow: 'one' })
  await post(server, cookie, 'doc.command', { flow: 'one', rev, id: '1', command: edit('every', '2 h') })
  await post(server, cookie, 'doc.command', { flow: 'one', rev: rev + 1, id: '2', command: rename })
  await post(server, cookie, 'doc.undo', { flow: 'one' })
  await server.close()
  const text = await readFile(join(folder, 'flows/one.flow.yaml'), 'utf8')
  assert.match(text, /beat:\n {4}is: flow\/inject\n {4}config: \{ every: 2 h \}\n {2}# how often/)

  const next = await serve(t, folder)
  const client = await connect(t, next, await enter(next))
  const state = await client.ask('doc.get', { flow: 'one' })
  assert.deepEqual([state.rev, state.undo.length, state.redo.length], [rev + 3, 1, 1])
  await client.ask('doc.redo', { flow: 'one' })
  assert.ok((await client.ask('doc.get', { flow: 'one' })).document.nodes['pulse'])
  await client.ask('doc.undo', { flow: 'one' })
  await client.ask('doc.undo', { flow: 'one' })
  assert.equal((await client.ask('doc.get', { flow: 'one' })).document.nodes['beat']?.config?.['every'], '1 h')
  await assert.rejects(client.ask('doc.undo', { flow: 'one' }), /nothing to undo/)
})

test('what somebody writes into the file is a change like any other, and can be undone', async (t) => {
  const folder = await newProject({ one: counting('One', '1 h') })
  const server = await serve(t, folder)
  const client = await connect(t, server, await enter(server))
  await client.ask('doc.get', { flow: 'one' })
  await writeFlowFile(folder, 'one', counting('One', '5 h').replace('name: One', 'name: Two'))
  const told = await client.hear('doc.changed', ({ by }) => by === 'file')
  assert.deepEqual(told.command.edits.map((one) => one.do).sort(), ['set-config', 'set-flow'])
  assert.equal((await client.ask('doc.get', { flow: 'one' })).document.nodes['beat']?.config?.['every'], '5 h')
  await client.ask('doc.undo', { flow: 'one' })
  assert.equal((await client.ask('doc.get', { flow: 'one' })).document.name, 'One')
  await client.hear('flows', (flows) => flows[0]?.name === 'One')
  await server.site.drafts.get('one')?.saved()
  assert.match(await readFile(join(folder, 'flows/one.flow.yaml'), 'utf8'), /name: One/)
})

test('a file that was broken or emptied by hand loses nothing, and nothing is written over it until it is mended', async (t) => {
  const folder = await newProject({ one: counting('One', '1 h') })
  const server = await serve(t, folder)
  const client = await connect(t, server, await enter(server))
  const { rev } = await client.ask('doc.get', { flow: 'one' })
  const faulty = (code: string) => client.hear('faults', ({ faults }) => faults.some((fault) => fault.code === code))
  await writeFlowFile(folder, 'one', '')
  await faulty('empty-overwrite')
  await writeFlowFile(folder, 'one', `${counting('One')}  broken: [`)
  assert.equal((await faulty('not-yaml')).faults[0]?.file, 'flows/one.flow.yaml')
  await assert.rejects(client.ask('doc.command', { flow: 'one', rev, id: '1', command: rename }), /not-yaml/)
  assert.match(await readFile(join(folder, 'flows/one.flow.yaml'), 'utf8'), /broken: \[/)
  assert.equal(Object.keys((await client.ask('doc.get', { flow: 'one' })).document.nodes).length, 2)
  await writeFlowFile(folder, 'one', counting('Mended'))
  await client.hear('doc.changed')
  await client.ask('doc.command', { flow: 'one', rev, id: '2', command: rename })
})

test('faults are found a moment after a change, with what only the project knows', async (t) => {
  const server = await serve(t, await newProject({ one: counting('One', '1 h') }))
  const client = await connect(t, server, await enter(server))
  const { rev } = await client.ask('doc.get', { flow: 'one' })
  const node = { is: 'mqtt/in', config: { connection: 'plant', topic: 'a' } }
  await client.ask('doc.command', { flow: 'one', rev, id: '1', command: gesture({ do: 'add-node', name: 'in', node }) })
  const told = await client.hear('faults', ({ faults }) => faults.length > 0)
  assert.deepEqual(
    told.faults.map(({ code }) => code),
    ['unknown-connection'],
  )
  await client.hear('flows', (flows) => flows[0]?.faults === 1)
  const plant = { name: 'plant', is: 'mqtt/connection', config: { url: 'mqtt://127.0.0.1:1' } }
  await client.ask('connection.set', plant)
  await client.hear('flows', (flows) => flows[0]?.faults === 0)
})

test('flows come from the editor and from the disk, and go; no name leads out of the folder', async (t) => {
  const folder = await newProject({})
  const server = await serve(t, folder)
  const client = await connect(t, server, await enter(server))
  assert.deepEqual(await client.ask('flow.new', { name: 'Boiler watch' }), { flow: 'Boiler-watch' })
  assert.deepEqual(await client.ask('flow.new', { name: 'Boiler watch' }), { flow: 'Boiler-watch2' })
  assert.deepEqual(await client.ask('flow.new', { name: '../../etc' }), { flow: 'etc' })
  await writeFlowFile(folder, 'two', counting('Two'))
  await client.hear('flows', (flows) => flows.some(({ flow }) => flow === 'two'))
  await rm(join(folder, 'flows/two.flow.yaml'))
  await client.hear('flows', (flows) => flows.length === 3 && flows.every(({ flow }) => flow !== 'two'))
  await client.ask('flow.remove', { flow: 'etc' })
  await assert.rejects(client.ask('doc.get', { flow: 'etc' }), /no flow "etc"/)
  await writeFile(join(folder, 'secret.flow.yaml'), counting('Secret'))
  for (const flow of ['../secret', '..%2fsecret', '/etc/passwd', '__proto__', 'a\0b']) {
    await assert.rejects(client.ask('doc.get', { flow }), /no flow|shape/, flow)
    await assert.rejects(client.ask('flow.remove', { flow }), /bad-name|no flow/, flow)
  }
})
