/** Copying and pasting as text. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowDocument } from '@millrace/flow/document.ts'
import { applyEdits } from '@millrace/flow/edit.ts'
import { copied, pasting, readCopied } from './clipboard.ts'

const document = FlowDocument.parse({
  millrace: 1,
  name: 'x',
  nodes: {
    source: { is: 'a/b' },
    mean: { is: 'math/average', in: { value: 'source.out' } },
    hot: { is: 'alarm/high', in: { value: { from: 'mean.mean', maxAge: '1 min' } } },
  },
})

const pasteInto = (into: FlowDocument) => {
  const held = readCopied(copied(document, new Set(['mean', 'hot']), (name) => (name === 'mean' ? [10, 20] : [250, 20])))
  assert.ok(held)
  const { edits, names } = pasting(into, held, [30, 30])
  const done = applyEdits(into, { says: { en: '', zh: '' }, edits: [...edits] })
  assert.ok('document' in done)
  return { nodes: done.document.nodes, layout: done.document.layout, names }
}

test('pasted nodes get free names, and the wires among them follow', () => {
  const { nodes, layout, names } = pasteInto(document)
  assert.deepEqual(names, ['mean2', 'hot2'])
  assert.deepEqual(nodes.hot2?.in, { value: { from: 'mean2.mean', maxAge: '1 min' } })
  assert.deepEqual(nodes.mean2?.in, { value: 'source.out' })
  assert.deepEqual(layout?.mean2, [40, 50])
})

test('wires from nodes that are not there fall away', () => {
  const { nodes } = pasteInto(FlowDocument.parse({ millrace: 1, name: 'y', nodes: {} }))
  assert.equal(nodes.mean?.in, undefined)
  assert.deepEqual(nodes.hot?.in, { value: { from: 'mean.mean', maxAge: '1 min' } })
})

test('other text is left to others', () => {
  for (const text of ['', 'hello', '{', '{"a":1}', '{"millrace":"nodes","nodes":{"a":{}},"layout":{}}', '[]'])
    assert.equal(readCopied(text), undefined)
})
