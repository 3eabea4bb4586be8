/** Every node keeps what its examples promise, in every language. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogueOf, type JsonSchema, specOf } from '@millrace/flow/catalogue.ts'
import { library } from './index.ts'
import { misfits } from './try/example.ts'

for (const [is, definition] of library.nodes) {
  const tried = definition.kind !== 'source' && definition.kind !== 'call' && !(definition.kind === 'sink' && !definition.writes)
  test(`${is} does what its examples say`, () => {
    for (const example of definition.examples) {
      if (tried) assert.deepEqual(misfits(definition, example), [])
      else definition.config.parse(example[1])
    }
  })
}

test('every node that can be tried has an example, and every text is written in English and Chinese', () => {
  const missing: string[] = []
  for (const [is, definition] of library.nodes) {
    if (definition.examples.length === 0) missing.push(`${is} has no example`)
    missing.push(...untranslated({ spec: specOf(is, definition), steps: definition.examples.map(([title]) => title) }, is))
    missing.push(...unlabelled(specOf(is, definition).config, `${is}.config`))
  }
  for (const [is, { in: ins, out }] of catalogueOf(library).nodes)
    for (const port of [...ins, ...out])
      if (!('for' in port) && !port.title) missing.push(`${is}.${port.name} has no title: say it there or in port-titles.ts`)
  for (const [is, spec] of catalogueOf(library).connections) missing.push(...untranslated(spec, is))
  assert.deepEqual(missing, [])
})

test('every spec is JSON', () => {
  for (const [is, spec] of catalogueOf(library).nodes) assert.deepEqual(JSON.parse(JSON.stringify(spec.config)), spec.config, is)
})

/** Fields of a config, and of the items of its lists, without a label. */
const unlabelled = (schema: JsonSchema, place: string): string[] =>
  Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>).flatMap(([name, field]) => [
    ...('x-title' in field ? [] : [`${place}.${name} has no label`]),
    ...unlabelled((field['items'] ?? {}) as JsonSchema, `${place}.${name}`),
  ])

/** Places where one language stands without the other, or a text is empty. */
const untranslated = (value: unknown, place: string): string[] => {
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value)
  const says = 'en' in value || 'zh' in value
  if (says) return entries.length === 2 && entries.every(([, text]) => typeof text === 'string' && text.trim() !== '') ? [] : [place]
  return entries.flatMap(([name, inner]) => untranslated(inner, `${place}.${name}`))
}
