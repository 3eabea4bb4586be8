/** Programs read figures: the shape of a line stays as it is. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figure, jsonLine, ratioOf } from './figure.ts'
import { page, table } from './report.ts'

const chain = figure('chain.keys1', 'ns/sample', 'least', [71.234, 80, 90], [52_100, 60_000, 55_000])

test('a figure is one line of JSON, its ratio how many times better than the peer', () => {
  assert.equal(jsonLine(chain), '{"name":"chain.keys1","value":71.23,"unit":"ns/sample","peer":"node-red","peerValue":52100,"ratio":731.4}')
})

test('what people wait for is told by the middle round', () => {
  assert.equal(ratioOf(figure('start.firstSample', 'ms', 'median', [100, 200, 900], [400, 600, 800])), 3)
})

test('without a peer, or with nothing to divide by, there is no ratio', () => {
  assert.deepEqual(JSON.parse(jsonLine(figure('deploy.gap', 'ms', 'median', [3]))), {
    name: 'deploy.gap',
    value: 3,
    unit: 'ms',
    peer: 'node-red',
    peerValue: null,
    ratio: null,
  })
  assert.equal(ratioOf(figure('overload.uncounted', 'samples', 'median', [0], [0])), null)
})

test('people read a table with the spread of both sides', () => {
  const [head, row] = table([chain]).split('\n')
  assert.match(head ?? '', /^figure +unit +min +median +max +Node-RED min +median +max +times better$/)
  assert.match(row ?? '', /^chain\.keys1 +ns\/sample +71\.2 +80 +90 +52,100 +55,000 +60,000 +731$/)
})

test('a page of results says how to measure again', () => {
  const suite = { name: 'chain', gives: ['chain.'], says: 'What is done.', run: async () => [] }
  const text = page(suite, [chain], new Date(0))
  assert.match(text, /^# chain\n\nWhat is done\./)
  assert.match(text, /\| chain\.keys1 \| ns\/sample \| 71\.2 \| 80 \| 90 \|/)
  assert.match(text, /1970-01-01, .*npm run bench -- --only chain --write/s)
})
