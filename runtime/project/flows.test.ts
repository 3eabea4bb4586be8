/** Flows as files that no two changes overwrite and no name leads out of. */
import assert from 'node:assert/strict'
import { mkdir, mkdtemp, readdir, readFile, realpath, symlink, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { FlowDocument } from '@millrace/flow/document.ts'
import { openFlows } from './flows.ts'
import type { Outcome } from './outcome.ts'
import { turns } from './turns.ts'

const document: FlowDocument = { millrace: 1, name: 'One', nodes: { a: { is: 'x/y' }, b: { is: 'x/y', in: { v: 'a.v' } } } }

const project = async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'millrace-')))
  return { folder, flows: openFlows(folder, turns(join(folder, '.millrace/locks'))) }
}

const ok = <T>(outcome: Outcome<T>): T => {
  if ('faults' in outcome) throw new Error(outcome.faults.map(({ says }) => says.en).join('; '))
  return outcome.ok
}

const codes = (outcome: Outcome<unknown>): readonly string[] => ('faults' in outcome ? outcome.faults.map(({ code }) => code) : [])

test('a saved flow is listed and read back with its revision', async () => {
  const { flows } = await project()
  const { revision } = ok(await flows.save('one', document))
  assert.deepEqual(await flows.list(), ['one'])
  const file = ok(await flows.read('one'))
  assert.deepEqual(file.read.document, document)
  assert.equal(file.revision, revision)
  assert.deepEqual(codes(await flows.read('two')), ['file-missing'])
})

test('of two changes made on the same text the second is refused, and nothing is lost', async () => {
  const { flows } = await project()
  const { revision } = ok(await flows.save('one', document))
  const [first, second] = await Promise.all([
    flows.save('one', { ...document, name: 'First' }, { revision }),
    flows.save('one', { ...document, name: 'Second' }, { revision }),
  ])
  assert.deepEqual(codes(first), [])
  assert.deepEqual(codes(second), ['revision-conflict'])
  assert.equal(ok(await flows.read('one')).read.document?.name, 'First')
  assert.deepEqual(codes(await flows.save('one', document)), ['revision-conflict'])
  assert.deepEqual(codes(await flows.remove('one', revision)), ['revision-conflict'])
})

test('a save that would empty a flow is refused, unless its nodes were taken out one by one', async () => {
  const { folder, flows } = await project()
  const { revision } = ok(await flows.save('one', document))
  const empty = { ...document, nodes: {} }
  assert.deepEqual(codes(await flows.save('one', empty, { revision })), ['empty-overwrite'])
  ok(await flows.save('one', empty, { revision, emptied: true }))
  await writeFile(join(folder, 'flows/broken.flow.yaml'), 'millrace: 1\nnodes:\n  a:\n    is: x/y\n  b: [')
  const broken = ok(await flows.read('broken'))
  assert.equal(broken.read.document, undefined)
  assert.deepEqual(codes(await flows.save('broken', empty, { revision: broken.revision })), ['empty-overwrite'])
})

test('comments and form of the file survive a save', async () => {
  const { folder, flows } = await project()
  const { revision } = ok(await flows.save('one', document))
  const path = join(folder, 'flows/one.flow.yaml')
  const text = (await readFile(path, 'utf8')).replace('  b:', '  # after a\n  b: # here')
  await writeFile(path, text)
  assert.deepEqual(codes(await flows.save('one', document, { revision })), ['revision-conflict'])
  const now = ok(await flows.read('one')).revision
  ok(await flows.save('one', { ...document, says: 'Hello' }, { revision: now, old: document }))
  assert.equal(await readFile(path, 'utf8'), text.replace('name: One\n', 'name: One\nsays: Hello\n'))
  assert.deepEqual(await readdir(join(folder, 'flows')), ['one.flow.yaml'])
})

test('no name leads out of the project', async () => {
  const { flows } = await project()
  for (const name of [
    '../x',
    '..',
    'a/b',
    'a\\b',
    '/etc/passwd',
    'a.b',
    '',
    'a\0',
    'con',
    '__proto__',
    '%2e%2e',
    'O\u0308',
    'x'.repeat(300),
  ]) {
    assert.deepEqual(codes(await flows.read(name)), ['bad-name'], name)
    assert.deepEqual(codes(await flows.save(name, document)), ['bad-name'], name)
  }
})

test('no link leads out of the project', async () => {
  const { folder, flows } = await project()
  const away = await realpath(await mkdtemp(join(tmpdir(), 'millrace-away-')))
  await writeFile(join(away, 'secret.flow.yaml'), 'millrace: 1\nname: Away\nnodes: {}')
  await mkdir(join(folder, 'flows'))
  await symlink(join(away, 'secret.flow.yaml'), join(folder, 'flows/linked.flow.yaml'))
  await symlink(join(away, 'new.flow.yaml'), join(folder, 'flows/dangling.flow.yaml'))
  assert.deepEqual(codes(await flows.read('linked')), ['project'])
  assert.deepEqual(codes(await flows.save('linked', document)), ['project'])
  assert.deepEqual(codes(await flows.save('dangling', document)), ['project'])
  assert.deepEqual(await readdir(away), ['secret.flow.yaml'])
  const other = await project()
  await symlink(away, join(other.folder, 'flows'))
  assert.deepEqual(await other.flows.list(), [])
  assert.deepEqual(codes(await other.flows.save('x', document)), ['project'])
})

test('a giant is refused without being read, a folder is no flow', async () => {
  const { folder, flows } = await project()
  await mkdir(join(folder, 'flows/folder.flow.yaml'), { recursive: true })
  await writeFile(join(folder, 'flows/giant.flow.yaml'), '')
  await truncate(join(folder, 'flows/giant.flow.yaml'), 3_000_000_000)
  assert.deepEqual(codes(await flows.read('giant')), ['file-too-large'])
  assert.deepEqual(codes(await flows.read('folder')), ['project'])
})
