/** Names, settings of the whole flow, and how far it reaches. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check } from '../check.ts'
import type { FlowDocument, Node } from '../document.ts'
import { catalogue, faultsOf, flow } from './try.ts'

const button: Node = { is: 'time/button' }

test('a name that can not be is told, wherever it stands', () => {
  const nodes = Object.fromEntries([
    ['__proto__', button],
    ['a.b', button],
    ['gut_1', { ...button, was: 'a b' }],
    ['锅炉', button],
  ])
  assert.deepEqual(faultsOf({ nodes, parameters: { 'x y': { type: 'number', default: 1 } }, outputs: { 'o/p': 'gut_1.count' } }), [
    'parameters.x y bad-name',
    'outputs.o/p bad-name',
    '__proto__ bad-name',
    'a.b bad-name',
    'gut_1.was bad-name',
  ])
})

test('two names that look the same are a fault', () => {
  assert.deepEqual(faultsOf({ nodes: { 'caf\u00e9': button, 'cafe\u0301': button } }), ['cafe\u0301 same-name'])
})

test('groups and layout speak of nodes that are there', () => {
  const groups = { g: { says: 'frame', nodes: ['button', 'ghost'] } }
  assert.deepEqual(faultsOf({ nodes: { button }, groups, layout: { button: [0, 0], gone: [1, 1] } }), [
    'groups.g.ghost layout-nowhere',
    'layout.gone layout-nowhere',
  ])
})

const flowOf = (part: Partial<FlowDocument>) => {
  const { faults, flow: checked } = check({ ...flow({ nodes: { button } }), ...part }, { catalogue })
  assert.deepEqual(faults, [])
  assert.ok(checked)
  return checked
}

test('settings of the flow are read, or have their defaults', () => {
  const { delivery, keyCap, forgetAfter } = flowOf({ delivery: 'durable', keys: { cap: 5, forgetAfter: '30 d' } })
  assert.deepEqual([delivery, keyCap, forgetAfter], ['durable', 5, 30 * 86_400_000])
  const plain = flowOf({})
  assert.deepEqual([plain.delivery, plain.keyCap, plain.forgetAfter], ['live', 10_000, undefined])
  assert.deepEqual(faultsOf({ nodes: { button }, keys: { forgetAfter: 'never' } }), ['keys.forgetAfter option'])
})

test('a flow works across the coarsest level that it gathers at', () => {
  const across = (...tos: (string | undefined)[]) => {
    const gathers = tos.map(
      (to, i) => [`g${i}`, { is: 'flow/gather', in: { value: 'button.count' }, ...(to !== undefined && { config: { to } }) }] as const,
    )
    return flowOf({ nodes: { button, ...Object.fromEntries(gathers) } }).worksAcross
  }
  assert.equal(across(), undefined)
  assert.equal(across('plant1/boilers'), 'plant1/boilers')
  assert.equal(across('plant1/boilers', 'plant1/lines'), 'plant1')
  assert.equal(across('plant1', 'plant2'), '')
  assert.equal(across(undefined), '')
  const rekey = (key: string) =>
    flowOf({ nodes: { button, r: { is: 'flow/rekey', in: { value: 'button.count' }, config: { key } } } }).worksAcross
  assert.equal(rekey('{key}/inside'), undefined)
  assert.equal(rekey('plant1/total'), '')
})
