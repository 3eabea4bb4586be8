/** Circles, and nodes that nothing sets off. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check } from '../check.ts'
import type { Node } from '../document.ts'
import { catalogue, faultsOf, flow } from './try.ts'

const source: Node = { is: 'time/button' }
const mean = (value: string): Node => ({ is: 'math/average', in: { value } })

test('each circle is one fault, with its way round', () => {
  const nodes = {
    source,
    a: { is: 'flow/merge', in: { in1: 'source.count', in2: 'c.mean' } },
    b: mean('a.value'),
    c: mean('b.mean'),
    self: { is: 'flow/merge', in: { in1: 'source.count', in2: 'self.value' } },
    behind: mean('c.mean'),
  }
  assert.deepEqual(
    check(flow({ nodes }), { catalogue }).faults.map(({ at, with: { path } }) => [at, path]),
    [
      ['a.in.in2', 'a → b → c → a'],
      ['self.in.in2', 'self → self'],
    ],
  )
})

test('a loop through a call needs a rate limit', () => {
  const ask = { is: 'http/request', in: { body: 'both.value' } }
  const both = (in2: string) => ({ is: 'flow/merge', in: { in1: 'source.count', in2 } })
  assert.deepEqual(faultsOf({ nodes: { source, both: both('ask.body'), ask } }), ['both call-loop'])
  assert.deepEqual(
    faultsOf({ nodes: { source, both: both('slow.value'), ask, slow: { is: 'time/rate-limit', in: { value: 'ask.body' } } } }),
    [],
  )
})

test('nodes run behind what feeds them, the rest as in the document; registers wait for nothing', () => {
  const nodes = {
    sum: { is: 'math/add', in: { a: 'before.value', b: 'last.mean' } },
    before: { is: 'flow/previous', in: { value: 'sum.sum' } },
    last: mean('source.count'),
    source,
    free: { is: 'time/button' },
  }
  assert.deepEqual(
    check(flow({ nodes }), { catalogue }).flow?.nodes.map(({ name }) => name),
    ['before', 'source', 'last', 'sum', 'free'],
  )
})

test('a node that nothing can trigger is a fault, and the nodes behind it are not', () => {
  const nodes = {
    source,
    stuck: { is: 'math/add', in: { a: 'before.value', b: { value: 1 } } },
    behind: mean('stuck.sum'),
    before: { is: 'flow/previous', in: { value: 'behind.mean' } },
    empty: { is: 'flow/merge' },
    alarm: { is: 'alarm/high', in: { value: { value: 5 } } },
  }
  assert.deepEqual(faultsOf({ nodes }), ['stuck never-fires', 'empty never-fires'])
})

test('what lacks an input is not told as well that nothing triggers it', () => {
  assert.deepEqual(faultsOf({ nodes: { sum: { is: 'math/add', in: { a: { value: 1 } } } } }), ['sum.in.b input-missing'])
  assert.deepEqual(faultsOf({ nodes: { source, times: { is: 'math/multiply', in: { a: 'source.count' } } } }), [], 'b has an initial value')
})
