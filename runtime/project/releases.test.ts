/** Releases are numbered, whole, and never change. */
import assert from 'node:assert/strict'
import { chmod, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { FlowDocument } from '@millrace/flow/document.ts'
import { applyEdits } from '@millrace/flow/edit.ts'
import type { Edit } from '@millrace/flow/edit-command.ts'
import { boiler, catalogue, codes, ok, project } from './fixture.ts'

const edited = (document: FlowDocument, ...edits: Edit[]): FlowDocument => {
  const done = applyEdits(document, { says: { en: '', zh: '' }, edits })
  if ('refused' in done) throw new Error(done.refused.says.en)
  return done.document
}

const making = (document: FlowDocument) => ({ documents: new Map([['boiler', document]]), catalogue, author: 'ann', message: 'First' })

test('a release is read back as it was made, numbered, dated, with the versions of its nodes', async () => {
  const { releases, folder } = await project()
  assert.equal(ok(await releases.newest()), undefined)
  const made = ok(await releases.make(making(boiler)))
  assert.equal(made.release, 1)
  assert.deepEqual(made.definitions, { 'math/double': 2, 'plc/in': 1, 'plc/out': 1 })
  assert.deepEqual(ok(await releases.read(1)), made)
  assert.deepEqual(await readdir(join(folder, 'releases')), ['1'])
  assert.equal((await stat(join(folder, 'releases/1/flows/boiler.flow.yaml'))).mode & 0o222, 0)
  assert.deepEqual(codes(await releases.read(2)), ['project'])
})

test('the digest is of the logic, whatever is drawn where', async () => {
  const { releases } = await project()
  const one = ok(await releases.make(making(boiler)))
  const moved = ok(await releases.make(making(edited(boiler, { do: 'move', to: { level: [9, 9], valve: [1, 1] } }))))
  const changed = ok(await releases.make(making(edited(boiler, { do: 'set-config', node: 'twice', path: ['by'], to: 4 }))))
  assert.equal(moved.digest, one.digest)
  assert.notEqual(changed.digest, one.digest)
  assert.deepEqual(await releases.list(), [3, 2, 1])
})

test('a flow keeps its uuid and a node its uid, also under another name', async () => {
  const { releases } = await project()
  const one = ok(await releases.make(making(boiler))).flows.boiler
  const renamed = edited(
    boiler,
    { do: 'rename-node', from: 'twice', to: 'double' },
    { do: 'add-node', name: 'new', node: { is: 'math/double' } },
  )
  const two = ok(await releases.make(making(renamed))).flows.boiler
  assert.equal(two?.uuid, one?.uuid)
  assert.equal(two?.nodes.double, one?.nodes.twice)
  assert.equal(two?.nodes.level, one?.nodes.level)
  const swapped = edited(renamed, { do: 'add-node', name: 'twice', node: { is: 'math/double' } })
  const three = ok(await releases.make(making(swapped))).flows.boiler
  assert.equal(three?.nodes.double, two?.nodes.double)
  assert.equal(new Set(Object.values(three?.nodes ?? {})).size, 6)
})

test('releases made at once get numbers of their own', async () => {
  const { releases } = await project()
  const made = await Promise.all([1, 2, 3].map(() => releases.make(making(boiler))))
  assert.deepEqual(made.map((one) => ok(one).release).sort(), [1, 2, 3])
  assert.equal(new Set(made.map((one) => ok(one).flows.boiler?.uuid)).size, 1)
})

test('a release that somebody changed is refused', async () => {
  const { releases, folder } = await project()
  ok(await releases.make(making(boiler)))
  const path = join(folder, 'releases/1/flows/boiler.flow.json')
  await chmod(path, 0o644)
  await writeFile(path, JSON.stringify(edited(boiler, { do: 'set-config', node: 'twice', path: ['by'], to: 99 })))
  assert.deepEqual(codes(await releases.read(1)), ['project'])
  await writeFile(path, '{"millrace":1')
  assert.deepEqual(codes(await releases.read(1)), ['not-yaml'])
})

test('a name that leads out of the release is refused', async () => {
  const { releases } = await project()
  assert.deepEqual(codes(await releases.make({ ...making(boiler), documents: new Map([['../../x', boiler]]) })), ['project'])
})
