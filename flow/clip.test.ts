/** Copied and pasted: the text is readable, names are fresh, wires go where they went. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { copyNodes, pasteNodes } from './clip.ts'
import type { FlowDocument } from './document.ts'
import { applyEdits } from './edit.ts'
import { watch } from './fixture.ts'
import { writeFlow } from './write.ts'

const pasted = (document: FlowDocument, text: string, at?: readonly [number, number]) => {
  const paste = pasteNodes(document, text, at ? { at } : {})
  if ('faults' in paste) throw new Error(paste.faults[0]?.says.en)
  const done = applyEdits(document, paste.command)
  if ('refused' in done) throw new Error(done.refused.says.en)
  return { ...done, names: paste.names, says: paste.command.says.en }
}

test('copied nodes are a readable flow of their own', () => {
  assert.equal(
    copyNodes(watch, ['mean', 'hot']),
    `millrace: 1
name: Boiler watch
parameters:
  limit: { type: number, unit: °C, default: 90, says: Where the alarm rings }

nodes:
  mean:
    is: math/average
    in: { value: celsius.value }
    config: { count: 30 }
  hot:
    is: alarm/high
    in: { value: mean.mean }
    config: { limit: { parameter: limit }, onDelay: 10 s }

layout:
  mean: [480, 0]
  hot: [720, 0]
`,
  )
})

test('pasted beside the original, nodes get fresh names, wires inside and from outside stay', () => {
  const { document, names, says } = pasted(watch, copyNodes(watch, ['mean', 'hot', 'celsius']))
  assert.deepEqual(names, ['celsius2', 'mean2', 'hot2'])
  assert.equal(says, 'Paste 3 nodes')
  assert.deepEqual(document.nodes.celsius2?.in, { text: 'boilers.payload' })
  assert.deepEqual(document.nodes.mean2?.in, { value: 'celsius2.value' })
  assert.deepEqual(document.layout?.hot2, [760, 40])
  assert.deepEqual(document.groups?.line2?.nodes, ['celsius2', 'mean2'])
})

test('pasted into another flow, wires from nowhere go and parameters come along', () => {
  const empty: FlowDocument = { millrace: 1, name: 'Empty', nodes: {} }
  const { document, inverse } = pasted(empty, copyNodes(watch, ['mean', 'hot']), [0, 100])
  assert.equal(document.nodes.mean?.in, undefined)
  assert.deepEqual(document.nodes.hot?.in, { value: 'mean.mean' })
  assert.deepEqual(document.parameters, watch.parameters)
  assert.deepEqual(document.layout, { mean: [0, 100], hot: [240, 100] })
  const back = applyEdits(document, inverse)
  assert.equal('document' in back && writeFlow(back.document), writeFlow(empty))
})

test('a whole flow can be pasted, any other text says why not', () => {
  assert.equal(pasted(watch, writeFlow(watch)).names.length, 4)
  for (const text of ['hello', '', 'millrace: 1\nname: x\nnodes: {}', '<b>', '{"millrace":1}'])
    assert.ok('faults' in pasteNodes(watch, text))
})
