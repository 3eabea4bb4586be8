/** `millrace nodes --json`: the catalogue that editors and other programs read. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from '@millrace/flow'
import { millrace } from './as-user.ts'

const Words = z.object({ en: z.string().min(1), zh: z.string().min(1) })

const Spec = z.looseObject({
  is: z.string().regex(/^[a-z]+\/[a-z0-9-]+$/),
  version: z.number().int().min(1),
  kind: z.enum(['map', 'fold', 'source', 'sink', 'call', 'spread', 'gather', 'register']),
  family: z.string(),
  title: Words,
  doc: Words,
  config: z.looseObject({ type: z.literal('object') }),
  in: z.array(z.object().loose()),
  out: z.array(z.object().loose()),
  command: z.boolean(),
  examples: z.array(z.array(z.unknown())),
})

const cwd = import.meta.dirname

test('the catalogue has every field that the contract names, of every node', async () => {
  const { code, out } = await millrace(['nodes', '--json'], { cwd })
  const specs = z.array(Spec).parse(JSON.parse(out))
  assert.equal(code, 0)
  assert.ok(specs.length >= 40, `${specs.length} nodes`)
  for (const { is, family, config, command, kind } of specs) {
    assert.equal(family, is.split('/')[0])
    for (const [field, schema] of Object.entries((config['properties'] ?? {}) as Record<string, object>))
      assert.ok(Words.safeParse((schema as { readonly 'x-title'?: unknown })['x-title']).success, `${is}: ${field} has no title`)
    if (command) assert.ok(kind === 'sink' || kind === 'call', is)
  }
})

test('units and widgets of config fields are there as x-unit and x-widget', async () => {
  const { out } = await millrace(['nodes', '--json'], { cwd })
  assert.match(out, /"x-unit":/)
  assert.match(out, /"x-widget":/)
  assert.doesNotMatch(out, /"(unit|widget|label)":\{"en"/)
})

test('one node is shown by name, for people and for programs; an unknown one is wrong usage', async () => {
  const [page, json, unknown] = await Promise.all([
    millrace(['nodes', 'math/scale'], { cwd }),
    millrace(['nodes', 'math/scale', '--json'], { cwd }),
    millrace(['nodes', 'math/scal'], { cwd }),
  ])
  assert.match(page.out, /^math\/scale — Scale\n/)
  assert.equal(Spec.parse(JSON.parse(json.out)).is, 'math/scale')
  assert.deepEqual([unknown.code, unknown.out], [2, ''])
})
