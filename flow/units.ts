/** Engineering units as gauges write them: whether they are the same, measure the same, convert, and what they are after × and ÷. */
import { type Atom, atomOf, knownAtom } from './units/atom.ts'

interface Factor {
  readonly atom: Atom
  readonly power: number
}

interface Unit {
  readonly factors: readonly Factor[]
  /** Sorted base units with exponents: equal where two units measure the same. */
  readonly dimension: string
  readonly factor: number
  readonly offset: number
}

/** target = source × factor + offset */
export interface Converter {
  readonly factor: number
  readonly offset: number
}

/** Is every part of it a unit that converts? */
export const known = (unit: string): boolean => read(unit).factors.every(({ atom }) => atom.known)

/** Do both count alike, however they are written (`kWh`, `kW·h`)? */
export const sameUnit = (a: string, b: string): boolean => {
  if (a === b) return true
  const by = converter(a, b)
  return by !== undefined && Math.abs(by.factor - 1) < 1e-9 && Math.abs(by.offset) < 1e-9
}

/** Do both measure the same quantity? */
export const compatible = (a: string, b: string): boolean => read(a).dimension === read(b).dimension

/** undefined where they measure different things. */
export const converter = (from: string, to: string): Converter | undefined => {
  const [a, b] = [read(from), read(to)]
  if (a.dimension !== b.dimension) return undefined
  return { factor: tidy(a.factor / b.factor), offset: tidy((a.offset - b.offset) / b.factor) }
}

export const convert = (value: number, from: string, to: string): number | undefined => {
  const by = converter(from, to)
  return by && value * by.factor + by.offset
}

/** Written as is where one unit is left, else tidily: `kW·h`, `m³/h`, `W/(m²·K)`. `''` where everything cancels. */
export const product = (a: string, b: string): string => write([...read(a).factors, ...read(b).factors])

export const power = (unit: string, exponent: number): string =>
  exponent === 1 ? unit : write(read(unit).factors.map(({ atom, power }) => ({ atom, power: power * exponent })))

export const ratio = (a: string, b: string): string => product(a, power(b, -1))

/** The unit of a difference: K for °C. */
export const delta = (unit: string): string => {
  const [only, more] = read(unit).factors
  if (!only || more || only.power !== 1 || only.atom.offset === 0) return unit
  return only.atom.text === '°C' ? 'K' : `Δ${only.atom.text}`
}

const cache = new Map<string, Unit>()

const read = (text: string): Unit => {
  const held = cache.get(text)
  if (held) return held
  if (cache.size > 5_000) cache.clear()
  const unit = unitOf(parse(text))
  cache.set(text, unit)
  return unit
}

const unitOf = (factors: readonly Factor[]): Unit => {
  const base = new Map<string, number>()
  let factor = 1
  for (const { atom, power } of factors) {
    for (const [name, exponent] of atom.base) base.set(name, (base.get(name) ?? 0) + exponent * power)
    factor *= atom.factor ** power
  }
  const dimension = [...base]
    .filter(([, exponent]) => exponent !== 0)
    .map(([name, exponent]) => `${name}^${exponent}`)
    .sort()
    .join(' ')
  const alone = factors.length === 1 && factors[0]?.power === 1 ? factors[0].atom.offset : 0
  return { factors, dimension, factor, offset: alone }
}

/** What stands behind a slash is below it, up to the end: `W/m²·K` is W/(m²·K), as everybody means it. */
const parse = (written: string): Factor[] => {
  const text = written
    .replace(/º/g, '°')
    .normalize('NFKC')
    .replace(/μ/g, 'µ')
    .replace(/−/g, '-')
    .replace(/deg\.? ?(?=[CFK]$)/i, '°')
    .replace(/°\s+/g, '°')
    .replace(/°K/g, 'K')
    .replace(/\bper\b/g, '/')
    .replace(/\s*([/·⋅×*.^])\s*/g, '$1')
    .trim()
  const factors: Factor[] = []
  text.split('/').forEach((part, i) => {
    for (const word of words(part)) {
      const { atom, power } = factorOf(word)
      if (word !== '1') factors.push({ atom, power: i === 0 ? power : -power })
    }
  })
  return merge(factors)
}

const words = (part: string): string[] => {
  const bare = knownAtom(part) ? [part] : part.replace(/^\((.*)\)$/, '$1').split(/[·⋅×*.\s]/)
  return bare.filter((word) => word !== '')
}

const factorOf = (word: string): Factor => {
  const whole = knownAtom(word)
  const [, name, exponent] = /^(.*?[^\d^-])\^?(-?\d)$/.exec(word) ?? []
  return whole || name === undefined ? { atom: whole ?? atomOf(word), power: 1 } : { atom: atomOf(name), power: Number(exponent) }
}

const merge = (factors: readonly Factor[]): Factor[] => {
  const merged = new Map<string, Factor>()
  for (const { atom, power } of factors) merged.set(atom.text, { atom, power: (merged.get(atom.text)?.power ?? 0) + power })
  return [...merged.values()].filter(({ power }) => power !== 0)
}

const superscript = (power: number) => (power === 1 ? '' : [...String(power)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)] ?? '').join(''))

const write = (factors: readonly Factor[]): string => {
  const all = merge(factors)
  const side = (sign: number) => all.filter(({ power }) => power * sign > 0).map(({ atom, power }) => atom.text + superscript(power * sign))
  const [above, below] = [side(1), side(-1)]
  if (below.length === 0) return above.join('·')
  return `${above.join('·') || '1'}/${below.length === 1 ? below[0] : `(${below.join('·')})`}`
}

/** Takes off what binary fractions leave behind: 31.99999999999997 is 32. */
const tidy = (x: number): number => {
  const round = Number(x.toPrecision(12))
  return Math.abs(round - x) <= Math.abs(x) * 1e-14 ? round : x
}
