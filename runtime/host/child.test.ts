/** A flow with user code runs in a process of its own, which may hang or die without taking the runtime along. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Effect } from '@millrace/flow/entry.ts'
import { library } from '@millrace/nodes'
import { openHost } from './open.ts'

const libraryUrl = import.meta.resolve('@millrace/nodes')

const open = (code: string) => {
  const document: FlowDocument = {
    millrace: 1,
    name: 'Doubling',
    nodes: {
      tick: { is: 'flow/inject', config: { value: 1 } },
      twice: { is: 'code/function', config: { code, inputs: [{ name: 'value', type: { type: 'json' } }] }, in: { value: 'tick.value' } },
      seen: { is: 'log/line', in: { value: 'twice.value' } },
    },
  }
  const { flow, faults } = check(document, { catalogue: catalogueOf(library) })
  assert.deepEqual(faults, [])
  assert.ok(flow)
  const effects: Effect[] = []
  const troubles: string[] = []
  const host = openHost(
    { flow, library, release: '1', effect: (effect) => effects.push(effect), trouble: (says) => troubles.push(says) },
    libraryUrl,
  )
  const feed = (value: number) => host.fold([{ kind: 'emit', node: 'tick', now: value, rows: [{ ports: { value } }] }])
  return { host, effects, troubles, feed }
}

test('a function’s outputs come back as effects, and its state goes on in another process', async () => {
  const code = 'export default function ({ value }, state) { const sum = (state ?? 0) + value; return { value: sum, state: sum } }'
  const first = open(code)
  await first.feed(1)
  await first.feed(2)
  const snapshot = await first.host.snapshot()
  await first.host.close()
  assert.deepEqual(
    first.effects.map(({ value }) => value),
    [1, 3],
  )
  const { states } = snapshot.nodes.twice ?? {}
  assert.deepEqual(states?.[''], { json: '3' })
})

test('an endless function is ended, told, and the flow goes on with the next entry', async () => {
  const { host, effects, troubles, feed } = open('export default function ({ value }) { while (value === 2) {} return { value } }')
  await feed(1)
  await feed(2)
  await feed(3)
  await host.close()
  assert.deepEqual(
    effects.map(({ value }) => value),
    [1, 3],
  )
  assert.match(troubles.join('\n'), /longer than 1000 ms/)
})
