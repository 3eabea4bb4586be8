/** The little language of `unitFrom`: `u * v`, `u / s`, `u^2`, `delta(u)`, `config.unit or u`, a unit in quotes. */
import { delta, power, product, ratio } from '../units.ts'

/** What a word stands for: a unit, undefined where it is none or not known; null where the word means nothing here. */
export type Lookup = (word: string) => string | undefined | null

/** `{ unit: undefined }`: it has none (a part of it has none). A text is the reason why it can't be read. */
export const unitOf = (expression: string, lookup: Lookup): { readonly unit: string | undefined } | string => {
  const tokens = expression.match(/'[^']*'|[\p{L}\p{N}_.°%µΩ²³]+|\S/gu) ?? []
  let at = 0
  const take = (token: string): boolean => tokens[at] === token && ++at > 0

  const atom = (): string | undefined => {
    const token = tokens[at++]
    if (token === undefined) throw new Unreadable('it ends too early')
    if (token === '(' || token === 'delta') {
      const inside = token === '(' || take('(') ? either() : undefined
      if (!take(')')) throw new Unreadable('a bracket is missing')
      return token === '(' || inside === undefined ? inside : delta(inside)
    }
    if (token.startsWith("'")) return token.slice(1, -1)
    if (token === '1') return ''
    const meant = lookup(token)
    if (meant === null) throw new Unreadable(`"${token}" stands for nothing`)
    return meant
  }
  const raised = (): string | undefined => {
    const base = atom()
    if (!take('^')) return base
    const sign = take('-') ? -1 : 1
    const exponent = Number(tokens[at++]) * sign
    if (!Number.isFinite(exponent)) throw new Unreadable('an exponent is a number')
    return base === undefined ? undefined : power(base, exponent)
  }
  const term = (): string | undefined => {
    let left = raised()
    for (;;) {
      const by = take('*') ? product : take('/') ? ratio : undefined
      if (!by) return left
      const right = raised()
      left = left === undefined || right === undefined ? undefined : by(left, right)
    }
  }
  const either = (): string | undefined => {
    let first = term()
    while (take('or')) {
      const next = term()
      first ??= next
    }
    return first
  }

  try {
    const unit = either()
    return at < tokens.length ? `"${tokens[at]}" is not expected here` : { unit }
  } catch (error) {
    if (error instanceof Unreadable) return error.message
    throw error
  }
}

class Unreadable extends Error {}
