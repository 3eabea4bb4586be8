/** The document as boxes and wires. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NodeSpec } from '@millrace/flow/catalogue.ts'
import { FlowDocument } from '@millrace/flow/document.ts'
import { applyEdits } from '@millrace/flow/edit.ts'
import { nearest } from './nearest.ts'
import { sceneOf } from './scene.ts'

const words = { en: 'x', zh: 'x' }
const spec: NodeSpec = {
  is: 'math/add',
  version: 1,
  kind: 'map',
  family: 'math',
  title: words,
  doc: words,
  config: {},
  in: [
    { name: 'a', type: 'number' },
    { name: 'b', type: 'number' },
  ],
  out: [{ name: 'sum', type: 'number' }],
  command: false,
  judges: false,
  eventTime: false,
  oneByOne: false,
  userCode: false,
  experimental: false,
  examples: [],
}
const specs = new Map([[spec.is, spec]])

const document = FlowDocument.parse({
  millrace: 1,
  name: 'Three',
  nodes: {
    one: { is: 'math/add', in: { a: { value: 1 }, b: { value: 2 } } },
    two: { is: 'math/add', in: { a: 'one.sum', b: 'one.sum' } },
    odd: { is: 'who/knows', in: { anything: 'two.sum', trouble: 'one.error' } },
  },
  layout: { one: [0, 0], two: [300, 0] },
})

const edited = (edit: Parameters<typeof applyEdits>[1]['edits'][number]) => {
  const done = applyEdits(document, { says: words, edits: [edit] })
  assert.ok('document' in done)
  return done.document
}

test('wires run from port to port, and hang on both nodes', () => {
  const scene = sceneOf(document, specs)
  assert.deepEqual([...scene.wires.keys()], ['two.a', 'two.b', 'odd.anything', 'odd.trouble'])
  assert.equal(scene.wiresOf.get('two')?.length, 3)
  const wire = scene.wires.get('two.b')
  assert.equal(wire?.source.x, 168)
  assert.equal(wire?.target.x, 300)
  assert.ok((wire?.target.y ?? 0) > (scene.wires.get('two.a')?.target.y ?? 0))
  assert.equal(scene.wires.get('odd.trouble')?.error, true)
  assert.equal(scene.boxes.get('one')?.catches, true)
})

test('a node that nobody knows has the ports that its wires name, and a place', () => {
  const odd = sceneOf(document, specs).boxes.get('odd')
  assert.deepEqual(
    odd?.ins.map(({ name }) => name),
    ['anything', 'trouble'],
  )
  assert.equal(odd?.x, 240)
})

test('what an edit does not touch stays the same object', () => {
  const before = sceneOf(document, specs)
  const after = sceneOf(edited({ do: 'move', to: { odd: [600, 90] } }), specs, before)
  assert.equal(after.boxes.get('one'), before.boxes.get('one'))
  assert.notEqual(after.boxes.get('odd'), before.boxes.get('odd'))
  assert.equal(after.wires.get('two.a'), before.wires.get('two.a'))
  assert.notEqual(after.wires.get('odd.trouble'), before.wires.get('odd.trouble'))
})

test('the arrows find the node ahead, not the one aside', () => {
  const scene = sceneOf(edited({ do: 'move', to: { odd: [100, 400] } }), specs)
  const one = scene.boxes.get('one')
  assert.ok(one)
  assert.equal(nearest(scene, one, 'right')?.name, 'two')
  assert.equal(nearest(scene, one, 'down')?.name, 'odd')
  assert.equal(nearest(scene, one, 'left'), undefined)
})
