/** Arming binds to what writes, and ends when that changes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check } from '@millrace/flow/check.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import { applyEdits } from '@millrace/flow/edit.ts'
import type { Edit } from '@millrace/flow/edit-command.ts'
import { boiler, catalogue, ok, project } from './fixture.ts'
import { openProject } from './open.ts'
import { writePath, writesTo } from './write-path.ts'

const checked = (document: FlowDocument): CheckedFlow => {
  const { flow, faults } = check(document, { catalogue })
  if (!flow) throw new Error(faults.map(({ at, says }) => `${at} ${says.en}`).join('; '))
  return flow
}

const after = (...edits: Edit[]): string => {
  const done = applyEdits(boiler, { says: { en: '', zh: '' }, edits })
  if ('refused' in done) throw new Error(done.refused.says.en)
  return writePath('boiler', checked(done.document))
}

test('the write path changes with everything that decides what is written, and with nothing else', () => {
  const path = writePath('boiler', checked(boiler))
  assert.equal(after({ do: 'move', to: { valve: [5, 5] } }), path)
  assert.equal(after({ do: 'set-config', node: 'aside', path: ['by'], to: 9 }), path)
  assert.equal(after({ do: 'remove-node', name: 'aside' }), path)
  const deciding: readonly Edit[] = [
    { do: 'set-config', node: 'twice', path: ['by'], to: 9 },
    { do: 'set-config', node: 'valve', path: ['connection'], to: 'other' },
    { do: 'set-input', node: 'valve', input: 'value', to: 'level.value' },
    { do: 'set-input', node: 'twice', input: 'value', to: { from: 'level.value', maxAge: '1 s' } },
  ]
  for (const edit of deciding) assert.notEqual(after(edit), path, JSON.stringify(edit))
  assert.deepEqual([...writesTo(checked(boiler))], ['plc'])
})

test('arming binds to a write path, outlives a restart, and ends with the path', async () => {
  const { folder, arming } = await project()
  ok(await arming.arm('plc', { by: 'ann', at: 5, paths: ['p1', 'p2'] }))
  ok(await arming.arm('pump', { by: 'ann', at: 5, paths: ['p3'] }))
  const again = ok(await openProject(folder)).arming
  assert.deepEqual(again.all().get('plc'), { by: 'ann', at: 5, paths: ['p1', 'p2'] })
  assert.deepEqual(ok(await again.keep(new Set(['p1', 'p2', 'p3']))), [])
  assert.deepEqual(ok(await again.keep(new Set(['p1']))), ['plc', 'pump'])
  assert.deepEqual([...again.all()], [['plc', { by: 'ann', at: 5, paths: ['p1'] }]])
  ok(await again.disarm('plc'))
  assert.equal(again.all().size, 0)
  assert.equal(ok(await openProject(folder, { environment: 'prod' })).arming.all().size, 0)
})
