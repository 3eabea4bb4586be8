/** The write guard, held against its limits read the plain way. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createGuard, type RefusalCode, type WriteRequest } from './guard.ts'

const request = (tag: string, value: unknown, more: Partial<WriteRequest> = {}): WriteRequest => ({
  id: '1',
  tag,
  value,
  flow: 'flow',
  node: 'node',
  key: '',
  path: 'release',
  bornMs: 0,
  ...more,
})

const codeOf = (allow: Parameters<typeof createGuard>[0]['allow'], ...given: Parameters<typeof request>): RefusalCode | undefined =>
  createGuard({ allow, armed: ['release'], clock: () => 0 }).judge(request(...given))?.code

test('nothing is written until a person armed this very write path', () => {
  const guard = createGuard({ allow: [{ tag: 'valve' }], clock: () => 0 })
  assert.equal(guard.judge(request('valve', 1))?.code, 'disarmed')
  guard.arm('release')
  assert.equal(guard.judge(request('valve', 1)), undefined)
  assert.equal(guard.judge(request('valve', 1, { path: 'next release' }))?.code, 'disarmed')
  guard.disarm('release')
  assert.equal(guard.judge(request('valve', 1))?.code, 'disarmed')
})

test('only listed tags are written; the exact one wins over the longest beginning', () => {
  const allow = [
    { tag: 'boiler/*', max: 10 },
    { tag: 'boiler/b1/*', max: 20 },
    { tag: 'boiler/b1/sp', max: 30 },
  ]
  assert.equal(codeOf(allow, 'pump', 1), 'not-listed')
  assert.equal(codeOf(allow, 'boiler/b2/sp', 11), 'above')
  assert.equal(codeOf(allow, 'boiler/b1/valve', 20), undefined)
  assert.equal(codeOf(allow, 'boiler/b1/sp', 30), undefined)
  assert.equal(codeOf(allow, 'boiler/b1/sp', 31), 'above')
  assert.equal(codeOf([{ tag: 'a*b' }], 'axb', 1), 'not-listed')
})

test('what cannot be held against the limits is refused, whatever shape it hides in', () => {
  const limits = [{ tag: 't', min: 0, max: 10 }]
  const refused: readonly [unknown, RefusalCode][] = [
    [undefined, 'no-value'],
    [null, 'no-value'],
    [Number.NaN, 'no-value'],
    [Number.POSITIVE_INFINITY, 'no-value'],
    [[5, Number.NaN], 'no-value'],
    ['5', 'not-a-number'],
    [{ value: 5 }, 'not-a-number'],
    [new Float64Array([99]), 'not-a-number'],
    [new Date(5), 'not-a-number'],
    [-1, 'below'],
    [[5, 11], 'above'],
    [[[5], [[-3]]], 'below'],
    [2n ** 64n, 'above'],
  ]
  for (const [value, code] of refused) assert.equal(codeOf(limits, 't', value), code)
  for (const value of [0, 10, 5.5, [1, 2], true, 7n]) assert.equal(codeOf(limits, 't', value), undefined)
  assert.equal(codeOf([{ tag: 't' }], 't', 'a text, where no limits are set'), undefined)
})

test('no minute holds more writes to a tag than its rate', () => {
  let now = 0
  const guard = createGuard({ allow: [{ tag: 'v*', rate: 2 }], armed: ['release'], clock: () => now })
  const write = (tag = 'v') => guard.judge(request(tag, 1, { bornMs: now }))?.code
  assert.deepEqual([write(), write(), write(), write('v2')], [undefined, undefined, 'too-often', undefined])
  now = 59_999
  assert.equal(write(), 'too-often')
  now = 60_000
  assert.deepEqual([write(), write(), write()], [undefined, undefined, 'too-often'])
})

test('a refusal says in both languages what was asked and what is allowed', () => {
  const guard = createGuard({ allow: [{ tag: 'valve', max: 80 }], armed: ['release'], clock: () => 0 })
  assert.deepEqual(guard.judge(request('valve', 95))?.says, {
    en: 'valve: 95 is above 80, the most allowed',
    zh: 'valve:95 高于允许的最大值 80',
  })
})

test('of 100,000 random writes none gets through outside limits, too often, stale or disarmed', () => {
  let seed = 20_260_101
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T
  let now = 0
  const limits: Readonly<Record<string, { tag: string; min?: number; max?: number; rate?: number }>> = {
    a: { tag: 'a', min: 0, max: 100, rate: 30 },
    b: { tag: 'b', max: -5 },
    c1: { tag: 'c*', min: 1, rate: 5 },
    c2: { tag: 'c*', min: 1, rate: 5 },
  }
  const guard = createGuard({ allow: [...new Set(Object.values(limits))], timeToLiveMs: 5_000, clock: () => now })
  const values = [() => random() * 300 - 100, () => Number.NaN, () => 'x', () => undefined, () => [random() * 200], () => random() < 0.5]
  const armed = new Set<string>()
  const passed = new Map<string, number[]>()
  let through = 0
  for (let i = 0; i < 100_000; i++) {
    now += random() * 400
    if (random() < 0.01) {
      const path = pick(['p', 'q'])
      if (armed.delete(path)) guard.disarm(path)
      else {
        armed.add(path)
        guard.arm(path)
      }
    }
    const tag = pick(['a', 'b', 'c1', 'c2', 'd', '', 'a*'])
    const ask = request(tag, pick(values)(), { path: pick(['p', 'q', 'r']), bornMs: now - random() * 7_000 })
    if (guard.judge(ask)) continue
    through++
    const limit = limits[tag]
    assert.ok(limit && armed.has(ask.path) && now - ask.bornMs <= 5_000)
    for (const value of [ask.value].flat().map(Number)) assert.ok(value >= (limit.min ?? -1e9) && value <= (limit.max ?? 1e9))
    const times = passed.get(tag) ?? []
    passed.set(tag, times)
    times.push(now)
    assert.ok(times.filter((time) => time > now - 60_000).length <= (limit.rate ?? Number.POSITIVE_INFINITY))
  }
  assert.ok(through > 1_000, `${through} got through`)
})
