/** The optimistic document: what is shown while the runtime has not yet answered. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { FlowDocument } from '@millrace/flow/document.ts'
import type { Edit } from '@millrace/flow/edit-command.ts'
import { changed, type Draft, done, openDraft, refused } from './draft.ts'

const document = FlowDocument.parse({ millrace: 1, name: 'One', nodes: { a: { is: 'math/scale' } } })
const words = (text: string) => ({ en: text, zh: text })
const command = (text: string, ...edits: Edit[]) => ({ says: words(text), edits })
const add = (name: string) => command(`add ${name}`, { do: 'add-node', name, node: { is: 'math/scale' } })
const draft = openDraft({ flow: 'one', rev: 4, document, faults: [], undo: [words('before')], redo: [], deployed: null })
const names = (now: Draft | undefined) => Object.keys(now?.document.nodes ?? {})
const told = (rev: number, what: ReturnType<typeof add>, id?: string) => ({
  flow: 'one',
  rev,
  command: what,
  by: 'x',
  undo: [what.says],
  redo: [],
  ...(id !== undefined && { id }),
})

test('a gesture shows at once and stays the same document when it is confirmed', () => {
  const shown = done(draft, { id: '1', command: add('b') })
  assert.deepEqual(names(shown), ['a', 'b'])
  assert.deepEqual(
    shown?.undo.map(({ en }) => en),
    ['before', 'add b'],
  )
  const kept = shown && changed(shown, told(5, add('b'), '1'))
  assert.equal(kept?.document, shown?.document)
  assert.equal(kept?.pending.length, 0)
  assert.equal(kept?.rev, 5)
})

test("somebody else's gesture comes in below what is not yet confirmed", () => {
  const shown = done(draft, { id: '1', command: add('b') })
  const both = shown && changed(shown, told(5, add('c')))
  assert.deepEqual(names(both), ['a', 'c', 'b'])
  assert.equal(both?.pending.length, 1)
})

test('a refused gesture is as if it had never been, and what stood on it goes with it', () => {
  const one = done(draft, { id: '1', command: add('b') })
  const two = one && done(one, { id: '2', command: command('rename', { do: 'rename-node', from: 'b', to: 'c' }) })
  const three = two && done(two, { id: '3', command: add('d') })
  assert.ok(three)
  const left = refused(three, '1')
  assert.deepEqual(names(left), ['a', 'd'])
  assert.deepEqual(
    left.undo.map(({ en }) => en),
    ['before', 'add d'],
  )
})

test('a revision that was missed asks for the whole document, one that is known does nothing', () => {
  assert.equal(changed(draft, told(6, add('b'))), undefined)
  assert.equal(changed(draft, told(4, add('b'))), draft)
})

test('what the runtime may not have heard is put on top of what it has', () => {
  const again = openDraft({ flow: 'one', rev: 9, document, faults: [], undo: [], redo: [], deployed: null }, [
    { id: '1', command: add('a') },
    { id: '2', command: add('b') },
  ])
  assert.deepEqual(names(again), ['a', 'b'])
  assert.deepEqual(
    again.pending.map(({ id }) => id),
    ['2'],
  )
})
