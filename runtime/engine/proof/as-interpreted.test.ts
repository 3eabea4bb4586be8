/** Compiled flows do, entry by entry, what the interpreter of the contract does. `SEED=n` begins with case n, `PROOF_SECONDS=n` takes so long. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Effect } from '@millrace/flow/entry.ts'
import { Engine } from '../engine.ts'
import { Snapshot } from '../saved.ts'
import { encode } from '../value.ts'
import { library } from './others.ts'
import { randomFrom } from './random.ts'
import { randomFlow } from './random-flow.ts'
import { RandomJournal } from './random-journal.ts'
import { Reference } from './reference.ts'

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
    else entries += held(seed, flow, () => JSON.stringify(document.nodes, undefined, 1))
    assert.ok(flow || faults.length > 0)
  }
  console.log(`${cases} flows from seed ${first}, ${entries} entries; ${refused} flows were refused by check`)
  assert.ok(refused < cases / 4, 'too many flows were refused')
})

const held = (seed: number, flow: CheckedFlow, document: () => string): number => {
  const random = randomFrom(-seed)
  let engineSaid: Effect[] = []
  let referenceSaid: Effect[] = []
  const open = () => new Engine({ flow, library, release: 'test', effect: (effect) => engineSaid.push(effect) })
  let engine = open()
  const reference = new Reference(flow, library, (effect) => referenceSaid.push(effect))
  const wires = flow.nodes.flatMap(({ name, out }) => out.map((port) => `${name}.${port.name}`))
  const watched = wires.filter(() => random.once(3))
  const watch = () => {
    for (const wire of watched) engine.watch(wire)
  }
  watch()
  for (const wire of watched) reference.watched.add(wire)
  const journal = new RandomJournal(random, flow)
  const count = 10 + random.below(60)
  for (let number = 1; number <= count; number++) {
    if (random.once(50)) {
      const before = JSON.stringify(engine.snapshot())
      engine = open()
      engine.restore(Snapshot.parse(JSON.parse(before)))
      watch()
      assert.equal(JSON.stringify(engine.snapshot()), before, `seed ${seed}, snapshot before entry ${number}\n${document()}`)
    }
    const entry = journal.next()
    engineSaid = []
    referenceSaid = []
    const wrong = engine.fold(entry, number)
    const expected = reference.fold(entry, number)
    const told = () => `seed ${seed}, entry ${number}: ${JSON.stringify(encode(entry))}\n${document()}`
    const [ours, theirs] = [engineSaid.map(shape), referenceSaid.map(shape)]
    const apart = Array.from({ length: Math.max(ours.length, theirs.length) }, (_, i) => i).find(
      (i) => !isDeepStrictEqual(ours[i], theirs[i]),
    )
    if (apart !== undefined)
      assert.fail(`${told()}\neffect ${apart} is\n${JSON.stringify(ours[apart])}\nand should be\n${JSON.stringify(theirs[apart])}`)
    assert.equal(wrong === undefined, expected === undefined, `${told()}\n${wrong} ≠ ${expected}`)
    assert.equal(engine.nextWake(), reference.nextWake(), told())
    const { late, rejects, errors } = engine.counters
    if (!isDeepStrictEqual({ late, rejects, errors }, reference.counters))
      assert.deepEqual({ late, rejects, errors }, reference.counters, told())
    journal.heed(engineSaid)
  }
  return count
}

/** Of an alarm of the flow itself only the state is looked at. */
const shape = (effect: Effect): unknown => {
  const { node, value } = effect
  return encode(node === '' ? { ...effect, value: (value as { readonly state: string }).state } : effect)
}
