/** Every edit does what it says, refuses what it cannot do, and is undone to the same bytes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FlowDocument } from './document.ts'
import { applyEdits } from './edit.ts'
import type { Edit, EditCommand } from './edit-command.ts'
import { watch } from './fixture.ts'
import { randomCommand, randomFrom } from './random-edits.ts'
import { writeFlow } from './write.ts'

const command = (...edits: Edit[]): EditCommand => ({ says: { en: 'Try', zh: '尝试' }, edits })

const applied = (document: FlowDocument, ...edits: Edit[]) => {
  const done = applyEdits(document, command(...edits))
  if ('refused' in done) throw new Error(done.refused.says.en)
  return done
}

const undone = (document: FlowDocument, ...edits: Edit[]): string => {
  const { document: after, inverse } = applied(document, ...edits)
  return writeFlow(applied(after, ...inverse.edits).document)
}

test('a new node is written right behind the node that feeds it', () => {
  const { document } = applied(watch, {
    do: 'add-node',
    name: 'fast',
    node: { is: 'math/rate', in: { value: 'celsius.value' } },
    at: [1, 2],
  })
  assert.deepEqual(Object.keys(document.nodes), ['boilers', 'celsius', 'fast', 'mean', 'hot'])
  assert.deepEqual(document.layout?.fast, [1, 2])
  assert.equal(undone(watch, { do: 'add-node', name: 'fast', node: { is: 'math/rate' }, after: null, at: [1, 2] }), writeFlow(watch))
})

test('a removed node takes its wires along, and undo brings all of it back at the same place', () => {
  const { document } = applied(watch, { do: 'remove-node', name: 'celsius' })
  assert.equal(document.nodes.mean?.in, undefined)
  assert.equal(document.layout?.celsius, undefined)
  assert.deepEqual(document.groups?.line?.nodes, ['mean'])
  assert.equal(document.outputs, undefined)
  assert.equal(undone(watch, { do: 'remove-node', name: 'celsius' }), writeFlow(watch))
})

test('everything that names a renamed node follows, and its former name stays as was', () => {
  const { document } = applied(watch, { do: 'rename-node', from: 'celsius', to: 'degrees' })
  assert.deepEqual(Object.keys(document.nodes), ['boilers', 'degrees', 'mean', 'hot'])
  assert.equal(document.nodes.degrees?.was, 'celsius')
  assert.deepEqual(document.nodes.mean?.in, { value: 'degrees.value' })
  assert.deepEqual(document.outputs, { now: 'degrees.value' })
  assert.deepEqual(document.groups?.line?.nodes, ['degrees', 'mean'])
  assert.equal(undone(watch, { do: 'rename-node', from: 'celsius', to: 'degrees' }), writeFlow(watch))
})

test('a node renamed twice still says what it was called in the last release, and nothing once it has that name again', () => {
  const twice = applied(watch, { do: 'rename-node', from: 'hot', to: 'warm' }, { do: 'rename-node', from: 'warm', to: 'heat' }).document
  assert.equal(twice.nodes.heat?.was, 'hot')
  assert.deepEqual(twice.tests?.['stays quiet below the limit']?.[1], { expect: 'heat', nothing: true })
  assert.equal(writeFlow(applied(twice, { do: 'rename-node', from: 'heat', to: 'hot' }).document), writeFlow(watch))
})

test('a config is edited however deep inside, and undone at its place', () => {
  const edit: Edit = { do: 'set-config', node: 'mean', path: ['rules', 0, 'name'], to: 'first' }
  assert.deepEqual(applied(watch, edit).document.nodes.mean?.config, { count: 30, rules: [{ name: 'first' }] })
  assert.equal(undone(watch, edit, { do: 'set-config', node: 'mean', path: ['count'] }), writeFlow(watch))
})

test('all edits of a command are done or none, and the reason comes back', () => {
  const done = applyEdits(watch, command({ do: 'set-says', node: 'hot', to: 'x' }, { do: 'remove-node', name: 'nowhere' }))
  assert.ok('refused' in done)
  assert.equal(done.refused.code, 'edit-refused')
  assert.match(done.refused.says.en, /no node "nowhere"/)
  assert.equal(watch.nodes.hot?.says, undefined)
})

test('names that reach a prototype are refused wherever an edit could put one', () => {
  for (const name of ['__proto__', 'constructor', 'prototype']) {
    const edits: Edit[] = [
      { do: 'add-node', name, node: { is: 'x/y' } },
      { do: 'rename-node', from: 'hot', to: name },
      { do: 'set-input', node: 'hot', input: name, to: 'a.b' },
      { do: 'set-config', node: 'hot', path: [name, 'polluted'], to: true },
      { do: 'set-test', name, to: [] },
      { do: 'move', to: JSON.parse(`{"${name}":[0,0]}`) },
    ]
    for (const edit of edits) assert.ok('refused' in applyEdits(watch, command(edit)), `${edit.do} ${name}`)
  }
  assert.equal(({} as Record<string, unknown>).polluted, undefined)
})

test('two thousand random commands are undone and done again to the same bytes', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const random = randomFrom(seed)
    const steps: { before: string; command: EditCommand; inverse: EditCommand }[] = []
    let document = watch
    while (steps.length < 100) {
      const command = randomCommand(document, random)
      const done = applyEdits(document, command)
      if ('refused' in done) continue
      steps.push({ before: writeFlow(document), command, inverse: done.inverse })
      document = done.document
    }
    const last = writeFlow(document)
    for (const { before, inverse } of steps.toReversed()) {
      document = applied(document, ...inverse.edits).document
      assert.equal(writeFlow(document), before, `seed ${seed}: ${JSON.stringify(inverse)}`)
    }
    for (const { command } of steps) document = applied(document, ...command.edits).document
    assert.equal(writeFlow(document), last, `seed ${seed}`)
  }
})

test('a command on twenty thousand nodes costs about a copy of the map, not of the document', () => {
  const nodes = Object.fromEntries(
    Array.from({ length: 20_000 }, (_, n) => [`n${n}`, { is: 'math/scale', in: { value: `n${n - 1}.value` } }]),
  )
  const document: FlowDocument = { millrace: 1, name: 'Long', nodes }
  const started = performance.now()
  for (let n = 0; n < 20; n++) applied(document, { do: 'set-config', node: `n${n}`, path: ['to'], to: [0, n] })
  assert.ok((performance.now() - started) / 20 < 40)
  const edits = Array.from({ length: 10_000 }, (_, n): Edit => ({ do: 'remove-node', name: `n${2 * n}` }))
  const removed = applied(document, ...edits)
  assert.ok(performance.now() - started < 4_000)
  assert.equal(writeFlow(applied(removed.document, ...removed.inverse.edits).document), writeFlow(document))
})
