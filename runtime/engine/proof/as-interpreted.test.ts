/** Compiled flows do, entry by entry, what the interpreter of the contract does. `SEED=n` begins with case n, `PROOF_SECONDS=n` takes so long. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import { library } from './others.ts'
import { randomFrom } from './random.ts'
import { randomFlow } from './random-flow.ts'
import { sideBySide } from './side-by-side.ts'

const catalogue = catalogueOf(library)
const SECONDS = Number(process.env['PROOF_SECONDS'] ?? 10)

test('random flows and journals have the effects that the interpreter gives, also after a restart anywhere', () => {
  const began = performance.now()
  const first = Number(process.env['SEED'] ?? 1)
  let [entries, refused, cases] = [0, 0, 0]
  for (let seed = first; performance.now() - began < SECONDS * 1_000; seed++) {
    const random = randomFrom(seed)
    const document = randomFlow(random)
    const { flow, faults } = check(document, { catalogue })
    cases++
    if (!flow) refused++
    else entries += sideBySide(seed, flow, library, () => JSON.stringify(document.nodes, undefined, 1))
    assert.ok(flow || faults.length > 0)
  }
  console.log(`${cases} flows from seed ${first}, ${entries} entries; ${refused} flows were refused by check`)
  assert.ok(refused < cases / 4, 'too many flows were refused')
})
