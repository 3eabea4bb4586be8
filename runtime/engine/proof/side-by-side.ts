/** Runs a flow compiled and interpreted, side by side on one random journal, and stops where they part. */
import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Effect } from '@millrace/flow/entry.ts'
import { Engine } from '../engine.ts'
import { Snapshot } from '../saved.ts'
import { encode } from '../value.ts'
import { randomFrom } from './random.ts'
import { RandomJournal } from './random-journal.ts'
import { Reference } from './reference.ts'

/** Gives the number of entries. */
export const sideBySide = (seed: number, flow: CheckedFlow, library: Library, document: () => string): number => {
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
