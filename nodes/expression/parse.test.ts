/** The grammar means what engineers mean, and nothing that is typed into it can hurt. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ExpressionFault } from './fault.ts'
import { parse } from './parse.ts'

const value = (text: string, scope: Readonly<Record<string, number>> = {}) => {
  const { names, run } = parse(text)
  return run(names.map((name) => scope[name] ?? Number.NaN))
}

const fault = (text: string) => {
  try {
    parse(text)
  } catch (error) {
    if (error instanceof ExpressionFault) return error
    throw error
  }
  return undefined
}

test('operators bind as in a formula', () => {
  const table: readonly (readonly [string, number])[] = [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['2 ^ 3 ^ 2', 512],
    ['-2 ^ 2', -4],
    ['2 ^ -1', 0.5],
    ['7 % 4 + .5', 3.5],
    ['8 / 4 / 2', 1],
    ['--3', 3],
    ['1 < 2 and 3 >= 3', 1],
    ['1 = 2 or not 0', 1],
    ['not 1 > 2', 1],
    ['1 != 1', 0],
    ['1e3 + 1.5e-1', 1000.15],
    ['if(2 > 1, 10, 20)', 10],
    ['min(3, 1, 2) + max(4, 5)', 6],
    ['round(2.345, 2) + round(-2.5)', -0.65],
    ['clamp(120, 0, 100)', 100],
    ['sqrt(16) + abs(-1) + ln(e) + log10(100) + floor(1.9) + ceil(1.1)', 11],
    ['cos(0) + sin(0) + exp(0)', 2],
  ]
  for (const [text, wanted] of table) assert.ok(Math.abs(value(text) - wanted) < 1e-12, `${text} is ${value(text)}`)
})

test('names are slots in the order of their first use', () => {
  assert.deepEqual(parse('b + a * b + 温度').names, ['b', 'a', '温度'])
  assert.equal(value('b + a * b', { a: 2, b: 5 }), 15)
})

test('only the branch that is taken is worked out', () => {
  assert.equal(value('if(x = 0, 0, 1 / x)', { x: 0 }), 0)
})

test('a fault says what stands where', () => {
  const table: readonly (readonly [string, number, string])[] = [
    ['1 +', 4, 'the end stands where a value is expected'],
    ['1 2', 3, '"2" is not expected here'],
    ['foo(1)', 1, 'there is no function "foo"'],
    ['min()', 1, 'min takes 1 value(s), not 0'],
    ['(1', 3, 'the end stands where ")" is expected'],
    ['a; b', 2, '";" has no meaning here'],
    ['a and', 6, 'the end stands where a value is expected'],
    ['', 1, 'the end stands where a value is expected'],
    ['1 < 2 < 3', 7, '"<" is not expected here'],
  ]
  for (const [text, column, says] of table) assert.deepEqual([fault(text)?.column, fault(text)?.says.en], [column, says], text)
})

test('a long or deep expression is refused', () => {
  assert.match(fault('1+'.repeat(600))?.says.en ?? '', /at most 1000 characters/)
  for (const text of ['('.repeat(400), '-'.repeat(400), 'not '.repeat(200), '2^'.repeat(400), 'abs('.repeat(200)])
    assert.match(fault(text)?.says.en ?? '', /nested more than 64 deep/, text)
})

test('100,000 random texts give a number or a fault, at once', () => {
  const words =
    'a b 温度 x_1 1 2.5 .5 1e3 e pi + - * / % ^ < <= > >= = == != ( ) , and or not if min max sqrt round clamp ; . "  \u0000 $ __proto__ constructor 1e 0x1 [ ] { } => ? : & | ! é \ud800'.split(
      ' ',
    )
  let seed = 42
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const started = performance.now()
  let good = 0
  for (let i = 0; i < 100_000; i++) {
    let text = ''
    for (let n = random(14); n >= 0; n--) text += words[random(words.length)] + (random(2) ? ' ' : '')
    try {
      const { names, run } = parse(text)
      assert.equal(typeof run(names.map((_, slot) => slot)), 'number')
      good++
    } catch (error) {
      assert.ok(error instanceof ExpressionFault, `${text}: ${error}`)
    }
  }
  assert.ok(good > 500, `${good} were good`)
  assert.ok(performance.now() - started < 10_000)
})
