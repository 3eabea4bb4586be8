/** Which tags share a request. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { group, halves } from './group.ts'
import { Tag } from './tag.ts'

const limits = { registers: 125, bits: 2000, gap: 16 }
const tag = (address: number, type = 'uint16', table = 'holding') => Tag.parse({ name: `t${address}`, table, address, type })
const spans = (groups: ReturnType<typeof group>) => groups.map(({ table, address, count }) => [table, address, count])

test('neighbours share a request, with small gaps read along', () => {
  assert.deepEqual(spans(group([tag(20, 'float32'), tag(0), tag(3, 'float64')], limits)), [['holding', 0, 22]])
})

test('a gap that is too wide, another table, a full request begin a new one', () => {
  assert.deepEqual(spans(group([tag(0), tag(18)], limits)), [
    ['holding', 0, 1],
    ['holding', 18, 1],
  ])
  assert.deepEqual(spans(group([tag(0), tag(0, 'bool', 'coil')], limits)), [
    ['coil', 0, 1],
    ['holding', 0, 1],
  ])
  const many = Array.from({ length: 300 }, (_, i) => tag(i))
  assert.deepEqual(spans(group(many, limits)), [
    ['holding', 0, 125],
    ['holding', 125, 125],
    ['holding', 250, 50],
  ])
  assert.deepEqual(spans(group([tag(0, 'float32'), tag(124, 'float32')], { ...limits, gap: 200 })), [
    ['holding', 0, 2],
    ['holding', 124, 2],
  ])
})

test('tags that overlap are read once', () => {
  assert.deepEqual(spans(group([tag(0, 'float32'), tag(1), tag(0)], limits)), [['holding', 0, 2]])
})

test('every tag is in exactly one request and inside it', () => {
  const tags = Array.from({ length: 500 }, (_, i) => tag((i * 7919) % 4000, i % 3 === 0 ? 'float64' : 'int16'))
  const groups = group(tags, limits)
  assert.deepEqual(groups.flatMap((one) => one.tags).sort((a, b) => a.address - b.address).length, tags.length)
  for (const { address, count, tags: inside } of groups) {
    assert.ok(count <= limits.registers)
    for (const one of inside) assert.ok(one.address >= address && one.address + (one.type === 'float64' ? 4 : 1) <= address + count)
  }
})

test('a refused request is asked as two halves, down to single tags', () => {
  const [whole] = group([tag(0), tag(1), tag(2)], limits)
  assert.ok(whole)
  assert.deepEqual(spans([...(halves(whole) ?? [])]), [
    ['holding', 0, 1],
    ['holding', 1, 2],
  ])
  const [single] = group([tag(5)], limits)
  assert.equal(single && halves(single), undefined)
})
