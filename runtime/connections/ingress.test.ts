/** The buffer before a flow: nothing is acknowledged too early, and every policy drops what it says. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Emission } from '@millrace/flow'
import { createIngress } from './ingress.ts'

const row = (key: string, value: number): Emission => ({ rows: [{ key, ports: { value } }] })

/** A flow that takes a batch only when told to. */
const slowFlow = () => {
  const taken: Emission[] = []
  const gates: (() => void)[] = []
  return {
    taken,
    next: async () => {
      gates.shift()?.()
      await sleep(1)
    },
    take(emissions: readonly Emission[]) {
      return new Promise<void>((resolve) => {
        gates.push(() => {
          taken.push(...emissions)
          resolve()
        })
      })
    },
  }
}

const values = (emissions: readonly Emission[]) => emissions.map(({ rows }) => rows[0]?.ports['value'])

test('what the flow takes in passing is taken before emit returns', async () => {
  const taken: Emission[] = []
  const ingress = createIngress({ overflow: 'block', take: (emissions) => void taken.push(...emissions) })
  const promise = ingress.emit(row('a', 1))
  assert.deepEqual(values(taken), [1])
  await promise
  assert.equal(ingress.stats().taken, 1)
})

test('emit resolves only when the flow has taken the emission, and batches what came meanwhile', async () => {
  const flow = slowFlow()
  const ingress = createIngress({ overflow: 'block', take: flow.take })
  const resolved: number[] = []
  for (const n of [1, 2, 3]) void ingress.emit(row('a', n)).then(() => resolved.push(n))
  await sleep(5)
  assert.deepEqual(resolved, [])
  await flow.next()
  assert.deepEqual(resolved, [1])
  await flow.next()
  assert.deepEqual(resolved, [1, 2, 3])
  assert.deepEqual(values(flow.taken), [1, 2, 3])
})

test('each policy drops what it says, and counts it', async () => {
  const left: Record<string, unknown> = {}
  for (const overflow of ['drop-oldest', 'drop-newest', 'latest-per-key', 'block'] as const) {
    const flow = slowFlow()
    const ingress = createIngress({ overflow, take: flow.take, capacity: 3 })
    void ingress.emit(row('first', 0))
    for (const [key, n] of [
      ['a', 1],
      ['b', 2],
      ['a', 3],
      ['b', 4],
      ['c', 5],
    ] as const)
      void ingress.emit(row(key, n))
    assert.equal(ingress.stats().dropped, 2, overflow)
    assert.equal(ingress.stats().waiting, 3, overflow)
    await flow.next()
    await flow.next()
    left[overflow] = values(flow.taken)
  }
  assert.deepEqual(left, {
    'drop-oldest': [0, 3, 4, 5],
    'drop-newest': [0, 1, 2, 3],
    'latest-per-key': [0, 4, 3, 5],
    block: [0, 1, 2, 3],
  })
})

test('an emission that found no room under block is never acknowledged; a dropped one is', async () => {
  for (const [overflow, expected] of [
    ['block', 'waits'],
    ['drop-newest', 'acknowledged'],
  ] as const) {
    const flow = slowFlow()
    const ingress = createIngress({ overflow, take: flow.take, capacity: 1 })
    void ingress.emit(row('a', 0))
    void ingress.emit(row('a', 1))
    const last = ingress.emit(row('a', 2)).then(() => 'acknowledged')
    assert.equal(await Promise.race([last, sleep(20).then(() => 'waits')]), expected)
  }
})

test('news of a lost link gets in however full it is', async () => {
  const flow = slowFlow()
  const ingress = createIngress({ overflow: 'drop-newest', take: flow.take, capacity: 1 })
  void ingress.emit(row('a', 0))
  void ingress.emit(row('a', 1))
  ingress.press(row('a', 2))
  await flow.next()
  await flow.next()
  assert.deepEqual(values(flow.taken), [0, 1, 2])
})

test('a flow that fails to take is offered the same again, in order, and nothing is lost', async () => {
  const taken: Emission[] = []
  const troubles: string[] = []
  let failures = 2
  const ingress = createIngress({
    overflow: 'block',
    trouble: (message) => troubles.push(message),
    async take(emissions) {
      if (failures-- > 0) throw new Error('disk full')
      taken.push(...emissions)
    },
  })
  await Promise.all([1, 2, 3].map((n) => ingress.emit(row('a', n))))
  assert.deepEqual(values(taken), [1, 2, 3])
  assert.deepEqual(troubles, ['disk full', 'disk full'])
})

test('a hundred thousand emissions keep their order through a buffer of a thousand', async () => {
  let next = 0
  const ingress = createIngress({
    overflow: 'block',
    capacity: 1_000,
    async take(emissions) {
      for (const emission of emissions) assert.equal(values([emission])[0], next++)
    },
  })
  for (let n = 0; n < 100_000; n += 500) await Promise.all(Array.from({ length: 500 }, (_, i) => ingress.emit(row('a', n + i))))
  assert.equal(next, 100_000)
  assert.equal(ingress.stats().dropped, 0)
})
