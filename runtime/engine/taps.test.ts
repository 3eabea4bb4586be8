/** A wire that seldom speaks has something to show the moment somebody looks. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { number, source, z } from '@millrace/flow'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { Library } from '@millrace/flow/definition.ts'
import { library as all } from '@millrace/nodes'
import { Engine } from './engine.ts'

const words = { en: 'x', zh: 'x' }
const feed = source({
  title: words,
  doc: words,
  version: 1,
  config: z.object({}),
  out: { value: number() },
  examples: [],
  open: async () => ({ close: () => undefined }),
})
const library: Library = { ...all, nodes: new Map([...all.nodes, ['test/feed', feed]]) }

const engineOf = () => {
  const { flow } = check(
    { millrace: 1, name: 'Taps', nodes: { feed: { is: 'test/feed' }, scale: { is: 'math/scale', in: { value: 'feed.value' } } } },
    { catalogue: catalogueOf(library) },
  )
  assert.ok(flow)
  const engine = new Engine({ flow, library, effect: () => undefined })
  const emit = (value: number) => engine.fold({ kind: 'emit', node: 'feed', now: value, rows: [{ key: 'a', ports: { value } }] })
  return { engine, emit }
}

test('the last sample before anybody looked is shown at once, and only once', () => {
  const { engine, emit } = engineOf()
  engine.remember()
  emit(50)
  engine.show(['scale.value'])
  assert.deepEqual(
    engine.seen().map(({ node, key, value }) => [node, key, value]),
    [['scale', 'a', 0.5]],
  )
  assert.deepEqual(engine.seen(), [])
  emit(60)
  assert.equal(engine.seen()[0]?.value, 0.6)
})

test('a busy wire is let go after a few samples, and remembered again when asked', () => {
  const { engine, emit } = engineOf()
  engine.remember()
  for (let value = 1; value <= 100; value++) emit(value)
  engine.show(['scale.value'])
  assert.equal(engine.seen()[0]?.value, 0.2)
  engine.show([])
  engine.remember()
  emit(101)
  engine.show(['scale.value'])
  assert.equal(engine.seen()[0]?.value, 1.01)
})
