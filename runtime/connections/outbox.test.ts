/** The pump before a peer: order per key, batches, bounds, and an end for every item. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Outcome } from '@millrace/flow'
import { createOutbox, type End } from './outbox.ts'

type Item = { readonly key: string; readonly n: number }
const item = (key: string, n: number): Item => ({ key, n })

/** A peer that answers as `answer` says, and an outbox before it. */
const sending = (
  answer: (item: Item) => Outcome,
  given: { capacity?: number; overflow?: 'block' | 'drop-oldest' | 'latest-per-key' } = {},
) => {
  const batches: number[] = []
  const sent: Item[] = []
  const ends = new Map<Item, End>()
  const outbox = createOutbox<Item>({
    overflow: 'block',
    ...given,
    settled: (item, end) => ends.set(item, end),
    async send(batch) {
      await sleep(1)
      batches.push(batch.length)
      return batch.map((item) => {
        const outcome = answer(item)
        if (outcome === 'taken') sent.push(item)
        return outcome
      })
    },
  })
  return { outbox, batches, sent, ends }
}

test('items of one turn go out in one batch, a thousand at most', async () => {
  const { outbox, batches, sent } = sending(() => 'taken')
  outbox.open(true)
  for (let n = 0; n < 2_500; n++) outbox.put(item('a', n))
  await outbox.drained()
  assert.deepEqual(batches, [1_000, 1_000, 500])
  assert.deepEqual(
    sent.map(({ n }) => n),
    Array.from({ length: 2_500 }, (_, n) => n),
  )
})

test('a refused item goes to the dead letters and blocks nothing', async () => {
  const { outbox, sent, ends } = sending(({ n }) => (n === 1 ? { refused: 'no such row' } : 'taken'))
  outbox.open(true)
  const items = [0, 1, 2].map((n) => item('a', n))
  for (const each of items) outbox.put(each)
  await outbox.drained()
  assert.deepEqual(
    sent.map(({ n }) => n),
    [0, 2],
  )
  assert.deepEqual(
    items.map((each) => ends.get(each)),
    ['taken', { refused: 'no such row' }, 'taken'],
  )
  assert.equal(outbox.stats().refused, 1)
})

test('a key that must wait keeps its order and does not hold back the others', async () => {
  let failing = true
  const { outbox, sent } = sending(({ key }) => (key === 'a' && failing ? { retry: 'busy' } : 'taken'))
  outbox.open(true)
  for (let n = 0; n < 5; n++) for (const key of ['a', 'b']) outbox.put(item(key, n))
  await sleep(20)
  outbox.put(item('a', 5))
  outbox.put(item('b', 5))
  await sleep(20)
  assert.deepEqual(
    sent.map(({ key, n }) => `${key}${n}`),
    ['b0', 'b1', 'b2', 'b3', 'b4', 'b5'],
  )
  failing = false
  await outbox.drained()
  assert.deepEqual(
    sent.filter(({ key }) => key === 'a').map(({ n }) => n),
    [0, 1, 2, 3, 4, 5],
  )
  assert.ok(outbox.stats().retried >= 5)
})

test('a line longer than a batch keeps its order over several failures', async () => {
  const { outbox, sent, batches } = sending((): Outcome => (batches.length <= 3 ? { retry: 'busy' } : 'taken'))
  outbox.open(true)
  for (let n = 0; n < 2_500; n++) outbox.put(item('a', n))
  await outbox.drained()
  assert.deepEqual(
    sent.map(({ n }) => n),
    Array.from({ length: 2_500 }, (_, n) => n),
  )
})

test('random failures lose nothing, send nothing twice and keep the order of every key', async () => {
  let seed = 7
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const failed = new Set<string>()
  const { outbox, sent } = sending(({ key }) => {
    if (failed.has(key)) return { retry: 'still' }
    if (random() < 0.02) failed.add(key)
    return failed.has(key) ? { retry: 'now' } : 'taken'
  })
  const clearing = setInterval(() => failed.clear(), 2)
  outbox.open(true)
  for (let n = 0; n < 3_000; n++) await outbox.put(item(`k${n % 7}`, n))
  await outbox.drained()
  clearInterval(clearing)
  assert.equal(sent.length, 3_000)
  for (let key = 0; key < 7; key++) {
    const order = sent.filter((each) => each.key === `k${key}`).map(({ n }) => n)
    assert.deepEqual(
      order,
      order.toSorted((a, b) => a - b),
    )
  }
})

test('while the peer is gone the queue fills, and its policy decides', async () => {
  const oldest = sending(() => 'taken', { capacity: 3, overflow: 'drop-oldest' })
  const latest = sending(() => 'taken', { capacity: 2, overflow: 'latest-per-key' })
  for (const n of [1, 2, 3, 4, 5]) oldest.outbox.put(item('a', n))
  for (const n of [1, 2, 3]) for (const key of ['a', 'b']) latest.outbox.put(item(key, n))
  for (const { outbox } of [oldest, latest]) {
    outbox.open(true)
    await outbox.drained()
  }
  assert.deepEqual(
    oldest.sent.map(({ n }) => n),
    [3, 4, 5],
  )
  assert.equal(oldest.outbox.stats().dropped, 2)
  assert.deepEqual(
    latest.sent.map(({ key, n }) => `${key}${n}`),
    ['a3', 'b3'],
  )
})

test('block makes what feeds it wait, and lets it in again in order', async () => {
  const { outbox, sent } = sending(() => 'taken', { capacity: 2 })
  assert.equal(outbox.put(item('a', 1)), undefined)
  assert.equal(outbox.put(item('a', 2)), undefined)
  const waiting = outbox.put(item('a', 3))
  assert.ok(waiting)
  assert.equal(outbox.stats().queued, 2)
  outbox.open(true)
  await waiting
  await outbox.drained()
  assert.deepEqual(
    sent.map(({ n }) => n),
    [1, 2, 3],
  )
})

test('what still waits when it is closed is counted as dropped', async () => {
  const { outbox, ends } = sending(() => 'taken')
  const left = item('a', 1)
  outbox.put(left)
  outbox.close()
  assert.deepEqual(ends.get(left), { dropped: 'the node is closed' })
  assert.equal(outbox.stats().dropped, 1)
})
