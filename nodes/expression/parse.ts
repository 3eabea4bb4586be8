/**
 * The closed grammar of expressions, read into closures; nothing is ever evaluated as code.
 *
 *     or      = and { "or" and }
 *     and     = not { "and" not }
 *     not     = "not" not | compare
 *     compare = sum [ ( "<" | "<=" | ">" | ">=" | "=" | "==" | "!=" ) sum ]
 *     sum     = product { ( "+" | "-" ) product }
 *     product = signed { ( "*" | "/" | "%" ) signed }
 *     signed  = ( "-" | "+" ) signed | power
 *     power   = atom [ "^" signed ]
 *     atom    = number | name | name "(" or { "," or } ")" | "(" or ")"
 */
import type { Words } from '@millrace/flow'
import { ExpressionFault } from './fault.ts'
import { constants, functions } from './functions.ts'
import { type Token, tokensOf } from './tokens.ts'

type Run = (slots: readonly number[]) => number

export interface Expression {
  /** The names it uses, in the order of the slots that `run` reads. */
  readonly names: readonly string[]
  readonly run: Run
}

const deepest = 64

const binary: Readonly<Record<string, (a: Run, b: Run) => Run>> = {
  or: (a, b) => (slots) => (a(slots) !== 0 || b(slots) !== 0 ? 1 : 0),
  and: (a, b) => (slots) => (a(slots) !== 0 && b(slots) !== 0 ? 1 : 0),
  '<': (a, b) => (slots) => (a(slots) < b(slots) ? 1 : 0),
  '<=': (a, b) => (slots) => (a(slots) <= b(slots) ? 1 : 0),
  '>': (a, b) => (slots) => (a(slots) > b(slots) ? 1 : 0),
  '>=': (a, b) => (slots) => (a(slots) >= b(slots) ? 1 : 0),
  '=': (a, b) => (slots) => (a(slots) === b(slots) ? 1 : 0),
  '==': (a, b) => (slots) => (a(slots) === b(slots) ? 1 : 0),
  '!=': (a, b) => (slots) => (a(slots) !== b(slots) ? 1 : 0),
  '+': (a, b) => (slots) => a(slots) + b(slots),
  '-': (a, b) => (slots) => a(slots) - b(slots),
  '*': (a, b) => (slots) => a(slots) * b(slots),
  '/': (a, b) => (slots) => a(slots) / b(slots),
  '%': (a, b) => (slots) => a(slots) % b(slots),
  '^': (a, b) => (slots) => a(slots) ** b(slots),
}

/** Loosest first. */
const levels = [['or'], ['and'], ['<', '<=', '>', '>=', '=', '==', '!='], ['+', '-'], ['*', '/', '%']] as const
const comparing = 2

/** Throws an ExpressionFault, and nothing else. */
export const parse = (text: string): Expression => {
  const tokens = tokensOf(text)
  const names: string[] = []
  let at = 0
  let depth = 0

  const token = (): Token => tokens[at] as Token
  const is = (sign: string) => token().kind !== 'number' && token().text === sign
  const take = (sign: string): boolean => is(sign) && ++at > 0
  const wrong = (en: string, zh: string, { column }: Token = token()): ExpressionFault => new ExpressionFault(column, { en, zh })
  const expect = (sign: string) => {
    if (!take(sign)) throw wrong(`${found(token()).en} stands where "${sign}" is expected`, `此处应为 "${sign}",却是${found(token()).zh}`)
  }

  const level = (n: number): Run => {
    const signs = levels[n]
    if (!signs) return signed()
    if (n === comparing && take('not')) return deeper(() => negated(level(comparing)))
    let left = level(n + 1)
    for (;;) {
      const sign = signs.find((each) => is(each))
      if (sign === undefined) return left
      at++
      left = (binary[sign] as (typeof binary)[string])(left, level(n + 1))
      if (n === comparing) return left
    }
  }
  const deeper = (inner: () => Run): Run => {
    if (++depth > deepest) throw wrong(`the expression is nested more than ${deepest} deep`, `表达式嵌套超过 ${deepest} 层`)
    const run = inner()
    depth--
    return run
  }
  const signed = (): Run =>
    deeper(() => {
      if (take('+')) return signed()
      if (!take('-')) return power()
      const of = signed()
      return (slots) => -of(slots)
    })
  const power = (): Run => {
    const base = atom()
    return take('^') ? (binary['^'] as (typeof binary)[string])(base, signed()) : base
  }
  const atom = (): Run => {
    const first = token()
    at++
    if (first.kind === 'number') {
      const value = Number(first.text)
      return () => value
    }
    if (first.kind === 'name' && !reserved.has(first.text)) return is('(') ? called(first) : named(first)
    if (first.text !== '(') throw wrong(`${found(first).en} stands where a value is expected`, `此处应为数值,却是${found(first).zh}`, first)
    const inner = level(0)
    expect(')')
    return inner
  }
  const named = ({ text: name }: Token): Run => {
    const constant = constants.get(name)
    if (constant !== undefined) return () => constant
    const known = names.indexOf(name)
    const slot = known < 0 ? names.push(name) - 1 : known
    return (slots) => slots[slot] ?? Number.NaN
  }
  const called = (name: Token): Run => {
    expect('(')
    const values: Run[] = []
    if (!is(')'))
      do values.push(level(0))
      while (take(','))
    expect(')')
    const known = name.text === 'if' ? { least: 3, most: 3 } : functions.get(name.text)
    if (!known) throw wrong(`there is no function "${name.text}"`, `没有函数 "${name.text}"`, name)
    if (values.length < known.least || values.length > known.most)
      throw wrong(
        `${name.text} takes ${known.least} value(s), not ${values.length}`,
        `${name.text} 需要 ${known.least} 个参数,而不是 ${values.length} 个`,
        name,
      )
    const [a, b, c] = values as [Run, Run, Run]
    if (!('call' in known)) return (slots) => (a(slots) !== 0 ? b(slots) : c(slots))
    const { call } = known
    if (values.length === 1) return (slots) => call(a(slots))
    return values.length === 2 ? (slots) => call(a(slots), b(slots)) : (slots) => call(...values.map((value) => value(slots)))
  }

  const run = level(0)
  if (token().kind !== 'end') throw wrong(`${found(token()).en} is not expected here`, `此处不应出现${found(token()).zh}`)
  return { names, run }
}

const reserved = new Set(['and', 'or', 'not'])

const negated =
  (of: Run): Run =>
  (slots) =>
    of(slots) === 0 ? 1 : 0

const found = ({ kind, text }: Token): Words => (kind === 'end' ? { en: 'the end', zh: '结尾' } : { en: `"${text}"`, zh: ` "${text}"` })
