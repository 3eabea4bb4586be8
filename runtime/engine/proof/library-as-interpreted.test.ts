/** Flows of the product's own nodes do, compiled, what the interpreter of the contract does. `SEED=n` begins with case n, `PROOF_SECONDS=n` takes so long. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boolean, number, source, text, z } from '@millrace/flow'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { Library } from '@millrace/flow/definition.ts'
import { library as product } from '@millrace/nodes'
import { words } from './maps.ts'
import { randomFrom } from './random.ts'
import { randomLibraryFlow } from './random-library-flow.ts'
import { sideBySide } from './side-by-side.ts'

const types = source({
  title: words('Types'),
  doc: words('One port of each type.'),
  version: 1,
  config: z.object({}),
  out: { number: number(), number2: number(), boolean: boolean(), text: text() },
  examples: [],
  open: () => Promise.reject(new Error('the proof opens nothing')),
})

const library: Library = { ...product, nodes: new Map([...product.nodes, ['s/types', types]]) }
const catalogue = catalogueOf(library)
const SECONDS = Number(process.env['PROOF_SECONDS'] ?? 6)

test('random flows of the product’s nodes have the effects that the interpreter gives', () => {
  const began = performance.now()
  const tried = new Set<string>()
  let [entries, cases, seed] = [0, 0, Number(process.env['SEED'] ?? 1)]
  for (; performance.now() - began < SECONDS * 1_000; seed++) {
    const document = randomLibraryFlow(randomFrom(seed), library, catalogue)
    const { flow } = check(document, { catalogue })
    if (!flow) continue
    cases++
    for (const { spec } of flow.nodes) tried.add(spec.is)
    entries += sideBySide(seed, flow, library, () => JSON.stringify(document.nodes, undefined, 1))
  }
  console.log(`${cases} flows of ${tried.size} kinds of nodes, ${entries} entries; up to seed ${seed}`)
  assert.ok(tried.size > 20, `only ${tried.size} kinds of nodes were tried`)
})
