/** What the contract says of calls. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Quality, sample } from '@millrace/flow'
import { Trial } from './proof/trial.ts'

const source = { is: 's/source' }
const asking = { source, ask: { is: 'c/ask', in: { value: 'source.v', more: 'source.w' } } }
const reply = (trial: Trial, to: number, about: object) => trial.fold({ kind: 'reply', node: 'ask', to, ...about })

test('a call asks, and the reply carries the inputs named in carry', () => {
  const trial = new Trial({ nodes: asking }, 'ask.answer', 'ask.value')
  assert.deepEqual(trial.give('source', { v: 7, w: 2 }, { key: 'p' }), ['ask ask.in p: {"value":7,"more":2}'])
  trial.give('source', { v: 9 }, { key: 'q' })
  assert.deepEqual(reply(trial, 1, { ports: { answer: 42 } }), ['ask.answer p: 42', 'ask.value p: 7'])
})

test('a reply to nobody, or a second one, is wrong', () => {
  const trial = new Trial({ nodes: asking })
  trial.give('source', { v: 7 })
  reply(trial, 1, { ports: { answer: 1 } })
  assert.match(reply(trial, 1, { ports: { answer: 1 } })[0] ?? '', /^wrong: ask has not asked in entry 1, or has its reply already/)
})

test('several questions of one entry are told apart by index', () => {
  const trial = new Trial({ nodes: asking }, 'ask.value')
  trial.rows('source', ['p', { v: 1 }], ['q', { v: 2 }])
  assert.deepEqual(reply(trial, 1, { index: 1, ports: {} }), ['ask.value q: 2'])
  assert.deepEqual(reply(trial, 1, { ports: {} }), ['ask.value p: 1'])
})

test('a refused call turns its outputs Bad and speaks on its error port', () => {
  const trial = new Trial({ nodes: asking }, 'ask.answer')
  trial.give('source', { v: 7 })
  assert.deepEqual(reply(trial, 1, { refused: 'no such tag' }), ['error ask.error: call-failed', 'ask.answer: Bad'])
})

test('each question has a time to live of its own', () => {
  const trial = new Trial({ nodes: asking }, 'ask.answer')
  trial.give('source', { v: 1 }, { now: 0 })
  trial.give('source', { v: 2 }, { now: 150 })
  assert.deepEqual(trial.pass(200), ['error ask.error: call-timeout', 'ask.answer: Bad'])
  assert.equal(trial.engine.nextWake(), 350)
  assert.deepEqual(reply(trial, 2, { ports: { answer: 1 } }), ['ask.answer: 1'])
  assert.equal(trial.engine.nextWake(), undefined)
})

test('a call is not asked on Bad', () => {
  const trial = new Trial({ nodes: asking }, 'ask.answer')
  assert.deepEqual(trial.give('source', { v: sample(1, Quality.BadTimeout) }), ['ask.answer: BadTimeout'])
})

test('a loop through a call asks again after the tick that brought the reply', () => {
  const nodes = {
    source,
    ask: { is: 'c/ask', in: { value: { from: 'slow.value', initial: 0 }, more: 'source.v' } },
    slow: { is: 'f/rate-limit', in: { value: 'ask.answer' } },
  }
  const trial = new Trial({ nodes }, 'slow.value')
  assert.deepEqual(trial.give('source', { v: 1 }), ['ask ask.in: {"value":0,"more":1}'])
  assert.deepEqual(reply(trial, 1, { ports: { answer: 5 } }), ['slow.value: 5', 'ask ask.in: {"value":5,"more":1}'])
  assert.deepEqual(reply(trial, 2, { ports: { answer: 6 } }), [])
})
