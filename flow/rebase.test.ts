/** A command made on an older document finds its place in the newer one, or says why not. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FlowDocument } from './document.ts'
import { applyEdits } from './edit.ts'
import type { Edit, EditCommand } from './edit-command.ts'
import { watch } from './fixture.ts'
import { randomCommand, randomFrom } from './random-edits.ts'
import { rebase } from './rebase.ts'
import { writeFlow } from './write.ts'

const command = (...edits: Edit[]): EditCommand => ({ says: { en: 'Mine', zh: '我的' }, edits })
const theirs = (...edits: Edit[]): EditCommand => ({ says: { en: 'Tidy up', zh: '整理' }, edits })

const both = (mine: EditCommand, ...onto: EditCommand[]): FlowDocument | string => {
  const rebased = rebase(mine, onto)
  if ('refused' in rebased) return rebased.refused.says.en
  let document = watch
  for (const one of [...onto, rebased.command]) {
    const done = applyEdits(document, one)
    if ('refused' in done) return done.refused.says.en
    document = done.document
  }
  return document
}

test('a change follows the node that somebody renamed meanwhile', () => {
  const renamed = theirs({ do: 'rename-node', from: 'celsius', to: 'degrees' })
  const mine = command(
    { do: 'set-config', node: 'celsius', path: ['unit'], to: 'K' },
    { do: 'move', to: { celsius: [5, 5] } },
    { do: 'add-node', name: 'fast', node: { is: 'x/y', in: { v: 'celsius.value' } }, after: 'celsius' },
    { do: 'set-test', name: 't', to: [{ expect: 'celsius.value', value: 1 }] },
  )
  const document = both(mine, renamed) as FlowDocument
  assert.deepEqual(document.nodes.degrees?.config, { unit: 'K' })
  assert.deepEqual(document.layout?.degrees, [5, 5])
  assert.deepEqual(document.nodes.fast?.in, { v: 'degrees.value' })
  assert.deepEqual(Object.keys(document.nodes), ['boilers', 'degrees', 'fast', 'mean', 'hot'])
  assert.deepEqual(document.tests?.t, [{ expect: 'degrees.value', value: 1 }])
})

test('a change to a node that has gone comes back and says who took it', () => {
  const gone = theirs({ do: 'remove-node', name: 'mean' })
  assert.match(String(both(command({ do: 'set-says', node: 'mean', to: 'x' }), gone)), /"mean" has gone meanwhile: Tidy up/)
  assert.match(String(both(command({ do: 'set-input', node: 'hot', input: 'value', to: 'mean.mean' }), gone)), /has gone meanwhile/)
  const back = theirs({ do: 'add-node', name: 'mean', node: { is: 'math/average' } })
  assert.equal(typeof both(command({ do: 'set-says', node: 'mean', to: 'x' }), gone, back), 'object')
})

test('a change inside a list that was replaced comes back, the same value set twice holds the later', () => {
  const rules = theirs({ do: 'set-config', node: 'mean', path: ['rules'], to: [{ name: 'a' }] })
  assert.match(
    String(both(command({ do: 'set-config', node: 'mean', path: ['rules', 0, 'name'], to: 'b' }), rules)),
    /changed meanwhile: Tidy up/,
  )
  const count = theirs({ do: 'set-config', node: 'mean', path: ['count'], to: 5 })
  const document = both(command({ do: 'set-config', node: 'mean', path: ['count'], to: 6 }), count) as FlowDocument
  assert.equal(document.nodes.mean?.config?.count, 6)
})

test('a name that somebody took meanwhile is refused', () => {
  const taken = theirs({ do: 'add-node', name: 'fast', node: { is: 'x/y' } })
  assert.match(String(both(command({ do: 'add-node', name: 'fast', node: { is: 'x/z' } }), taken)), /"fast" is taken/)
})

test('changes to different nodes give the same document in either order', () => {
  const random = randomFrom(5)
  for (let n = 0; n < 300; n++) {
    const mine = randomCommand(watch, random)
    const other = theirs({ do: 'add-node', name: `new${n}`, node: { is: 'x/y' }, after: 'hot' })
    const [one, two] = [both(mine, other), applyEdits(watch, mine)]
    if ('refused' in two || typeof one === 'string') continue
    const direct = applyEdits(two.document, other)
    if (
      'document' in direct &&
      mine.edits.every((edit) => edit.do !== 'remove-node' && edit.do !== 'rename-node' && edit.do !== 'add-node')
    )
      assert.equal(writeFlow(one), writeFlow(direct.document))
  }
})
