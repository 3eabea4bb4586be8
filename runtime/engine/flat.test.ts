/** Flat state does for every key what plain numbers and lists would do. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { f64, type Ring, ring } from '@millrace/flow/state.ts'
import { Flat } from './flat.ts'
import { plainState } from './proof/plain-state.ts'
import { randomFrom } from './proof/random.ts'

interface State {
  sum: number
  readonly last: Ring
  from: number
  readonly some: Ring
}

const shown = ({ sum, last, from, some }: State) => ({
  sum,
  from,
  rings: [last, some].map((one) => [one.length, ...Array.from({ length: one.length + 2 }, (_, i) => one.at(i - 1))]),
})

for (const size of [1, 3, 64, 65, 300]) {
  test(`rings of ${size} and numbers, key by key, while keys come and go`, () => {
    const spec = { sum: f64(), last: ring('count'), from: f64(-1), some: ring(2) }
    const flat = new Flat(spec, () => size)
    const plain = new Map<number, State>()
    const begin = () => plainState(spec as never, { count: size }) as State
    const random = randomFrom(size)
    for (let i = 0; i < 5_000; i++) {
      const k = random.below(7) * random.below(4)
      const own = plain.get(k) ?? begin()
      plain.set(k, own)
      flat.grow(k + 1)
      const state = flat.stand(k) as unknown as State
      const value = random.below(1_000) / 8
      if (random.once(400)) {
        flat.clear(k)
        plain.delete(k)
        assert.equal(flat.save(k), undefined)
        continue
      }
      if (random.once(100)) state.last.clear()
      if (own.last.length > state.last.length) own.last.clear()
      assert.equal(state.last.push(value), own.last.push(value))
      state.some.push(-value)
      own.some.push(-value)
      state.sum += value
      own.sum += value
      state.from = own.from = i
      assert.deepEqual(shown(state), shown(own))
    }
    const restored = new Flat(spec, () => size)
    for (const [k, own] of plain) {
      restored.load(k, flat.save(k) ?? {})
      assert.deepEqual(shown(restored.at(k) as unknown as State), shown(own))
    }
  })
}

test('a ring that has become shorter keeps the newest', () => {
  const spec = { last: ring('count') }
  const long = new Flat(spec, () => 5)
  long.grow(1)
  for (const value of [1, 2, 3, 4, 5]) (long.stand(0)['last'] as Ring).push(value)
  const short = new Flat(spec, () => 2)
  short.load(0, long.save(0) ?? {})
  assert.deepEqual(short.save(0), { last: [4, 5] })
})
