/** The examples of docs/language.md are good flows, of nodes that exist. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import { readFlow } from '@millrace/flow/read.ts'
import { library } from './index.ts'

const page = readFileSync(new URL('../docs/language.md', import.meta.url), 'utf8')
const examples = new Map(
  [...page.matchAll(/```yaml\n# (\w+)\.flow\.yaml\n(.*?)```/gs)].map(([, name = '', text = '']) => [name, readFlow(text)]),
)
const checking = {
  catalogue: catalogueOf(library),
  flows: (name: string) => examples.get(name)?.document,
  connections: new Map([['plant', 'opcua/connection']]),
}

test('every example of the language is a good flow', () => {
  assert.equal(examples.size, 6)
  for (const [name, { document, faults }] of examples) {
    assert.deepEqual(faults, [], name)
    assert.ok(document)
    assert.deepEqual(check(document, checking).faults, [], name)
  }
})

test('units come out as the page says', () => {
  const document = examples.get('energy')?.document
  assert.ok(document)
  const { ports } = check(document, checking)
  assert.deepEqual(ports.get('energy')?.out[0]?.type, { type: 'number', unit: 'kW·h' })
  assert.deepEqual(ports.get('spread')?.out[0]?.type, { type: 'number', unit: 'K' })
  const straight = {
    ...document,
    nodes: { ...document.nodes, spread: { is: 'math/subtract', in: { a: 'meter.supply', b: 'meter.back' } } },
  }
  assert.deepEqual(
    check(straight, checking).faults.map(({ at, says }) => `${at}: ${says.en}`),
    ['spread.in.b: this is °F, the input expects °C; put "convert unit" between them'],
  )
})
