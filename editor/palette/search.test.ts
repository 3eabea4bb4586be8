/** Finding nodes. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NodeSpec } from '@millrace/flow/catalogue.ts'
import { byFamily, found } from './search.ts'

const spec = (is: string, en: string, zh: string, doc = ''): NodeSpec => ({
  is,
  version: 1,
  kind: 'map',
  family: is.slice(0, is.indexOf('/')),
  title: { en, zh },
  doc: { en: doc, zh: doc },
  config: {},
  in: [],
  out: [],
  command: false,
  judges: false,
  eventTime: false,
  oneByOne: false,
  userCode: false,
  experimental: false,
  examples: [],
})

const specs = [
  spec('math/average', 'Moving average', '滑动平均', 'The mean of the last samples.'),
  spec('math/scale', 'Scale', '线性变换'),
  spec('signal/filter', 'Low pass', '低通滤波', 'Smooths, unlike an average.'),
]
const names = (query: string) => found(specs, query).map(({ is }) => is)

test('names come before what is written about nodes, in either language', () => {
  assert.deepEqual(names('average'), ['math/average', 'signal/filter'])
  assert.deepEqual(names('平均'), ['math/average'])
  assert.deepEqual(names('math sca'), ['math/scale'])
  assert.deepEqual(names('nothing'), [])
  assert.equal(names('').length, 3)
})

test('families stand in the order of the catalogue', () => {
  assert.deepEqual([...byFamily(specs).keys()], ['math', 'signal'])
})
