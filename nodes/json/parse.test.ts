/** Text from outside becomes what was declared, or is refused; nothing else happens, and at once. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal, type Type } from '@millrace/flow'
import textNumber from '../text/number.ts'
import { parseText } from './parse-text.ts'
import { readAs } from './read-as.ts'

const refused = (text: string, type: Type = { type: 'json' }): string | undefined => {
  try {
    readAs(parseText(text), type, 'value')
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return undefined
}

test('an integer beyond 2^53 is never rounded', () => {
  assert.equal(refused('9007199254740993'), 'integer-too-large')
  assert.equal(refused('{"a":[-9007199254740993]}'), 'integer-too-large')
  assert.equal(refused('9'.repeat(1_000_000)), 'integer-too-large')
  assert.equal(readAs(parseText('9007199254740991'), { type: 'number' }, 'value'), 9_007_199_254_740_991)
  assert.equal(readAs(parseText('12345678901234567.0'), { type: 'number' }, 'value'), 12_345_678_901_234_568)
  assert.equal(readAs(parseText('1e20'), { type: 'number' }, 'value'), 1e20)
  assert.deepEqual(readAs(parseText('{"id":9007199254740993,"t":1}'), { type: 'record', fields: { t: { type: 'number' } } }, 'value'), {
    t: 1,
  })
})

test('a huge or deep text is refused within 50 ms', () => {
  const texts = {
    'too-large': `"${'x'.repeat(2 ** 28)}"`,
    'too-deep': `${'['.repeat(400_000)}${']'.repeat(400_000)}`,
    'not-json': '1,'.repeat(500_000),
  }
  for (const [code, text] of Object.entries(texts)) {
    const started = performance.now()
    assert.equal(refused(text), code)
    assert.ok(performance.now() - started < 50, `${code}: ${performance.now() - started} ms`)
  }
  assert.equal(refused(`${'['.repeat(65)}${']'.repeat(65)}`), 'too-deep')
  assert.equal(refused(`"${'[{'.repeat(10_000)}"`), undefined)
})

test('a record takes nothing from its prototype', () => {
  const fields: Readonly<Record<string, Type>> = JSON.parse('{"constructor":{"type":"json"}}')
  assert.equal(refused('{}', { type: 'record', fields }), 'field-missing')
  readAs(parseText('{"__proto__":{"polluted":1}}'), { type: 'json' }, 'value')
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

test('100,000 mutated texts are read or refused, never anything else', () => {
  const seeds = [
    '{"t":80.5,"ok":true,"list":[1,2,3],"s":"x\\u00e9"}',
    '[null,{"a":{"b":[1e3,-2]}}]',
    '12345678901234567890',
    '{"dt":0.1,"values":[1,2]}',
  ]
  const types: readonly Type[] = [
    { type: 'json' },
    { type: 'number' },
    { type: 'series' },
    { type: 'bytes' },
    { type: 'record', fields: { t: { type: 'number' }, list: { type: 'list', of: { type: 'number' } }, s: { type: 'text' } } },
  ]
  let seed = 11
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  let good = 0
  for (let i = 0; i < 100_000; i++) {
    let text = seeds[random(seeds.length)] ?? ''
    for (let n = random(4); n > 0; n--) {
      const at = random(text.length + 1)
      text = text.slice(0, at) + String.fromCharCode(random(4) === 0 ? random(65_536) : 32 + random(95)) + text.slice(at + random(3))
    }
    if (refused(text, types[random(types.length)]) === undefined) good++
    try {
      const { value } = textNumber.map({ decimal: '.', unit: undefined }, { text }, undefined as never) ?? {}
      assert.ok(Number.isFinite(value) || value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY, text)
    } catch (error) {
      assert.ok(error instanceof Refusal, text)
    }
  }
  assert.ok(good > 5_000, `${good} were good`)
})
