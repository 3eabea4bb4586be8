/** Finds nodes by what people type, in either language: their names first, what is written about them last. */
import type { NodeSpec } from '@millrace/flow/catalogue.ts'

/** The lower the better; undefined where it isn't found. Every word has to be found somewhere. */
const rank = (spec: NodeSpec, words: readonly string[]): number | undefined => {
  const places = [
    [spec.title.en, spec.title.zh].map((title) => title.toLowerCase()),
    [spec.is, spec.family],
    [spec.doc.en, spec.doc.zh].map((doc) => doc.toLowerCase()),
  ]
  let sum = 0
  for (const word of words) {
    const place = places.findIndex((texts) => texts.some((text) => text.includes(word)))
    if (place < 0) return undefined
    const starts = places[place]?.some((text) => text.startsWith(word) || text.endsWith(`/${word}`)) === true
    sum += place * 2 + (starts ? 0 : 1)
  }
  return sum
}

export const found = (specs: readonly NodeSpec[], query: string): readonly NodeSpec[] => {
  const words = query.toLowerCase().normalize('NFC').split(/\s+/).filter(Boolean)
  if (words.length === 0) return specs
  return specs
    .flatMap((spec) => {
      const at = rank(spec, words)
      return at === undefined ? [] : [{ spec, at }]
    })
    .sort((a, b) => a.at - b.at)
    .map(({ spec }) => spec)
}

/** In the order of the families' first node. */
export const byFamily = (specs: readonly NodeSpec[]): ReadonlyMap<string, readonly NodeSpec[]> => Map.groupBy(specs, ({ family }) => family)
