/** Which children count for which ancestor, for one node that works across keys. */
import type { Keys } from './keys.ts'

export class Groups {
  readonly #keys: Keys
  readonly #to: (key: string, k: number) => string | undefined
  /** Child's index → its ancestor's; -1: counts for none. */
  readonly #ancestors = new Map<number, number>()
  /** Ancestor → its children, in order of their first sample. */
  readonly #children = new Map<number, Set<number>>()

  constructor(keys: Keys, to: (key: string, k: number) => string | undefined) {
    this.#keys = keys
    this.#to = to
  }

  /** Counts a child in; gives its ancestor, or -1. */
  add(child: number): number {
    let to = this.#ancestors.get(child)
    if (to === undefined) {
      const key = this.#to(this.#keys.names[child] ?? '', child)
      to = key === undefined ? -1 : this.#keys.ancestor(key)
      this.#ancestors.set(child, to)
    }
    if (to < 0) return to
    const children = this.#children.get(to)
    if (children) children.add(child)
    else this.#children.set(to, new Set([child]))
    return to
  }

  children(to: number): Iterable<number> {
    return this.#children.get(to) ?? []
  }

  /** Lets an ancestor's children go. */
  empty(to: number): void {
    this.#children.delete(to)
  }

  /** A retired key counts for nothing any more. */
  clear(k: number): void {
    const to = this.#ancestors.get(k)
    if (to !== undefined) this.#children.get(to)?.delete(k)
    this.#ancestors.delete(k)
    this.#children.delete(k)
  }

  /** Every child, those of one ancestor in order. */
  all(): number[] {
    return [...this.#children]
      .sort(([a], [b]) => ((this.#keys.names[a] ?? '') < (this.#keys.names[b] ?? '') ? -1 : 1))
      .flatMap(([, children]) => [...children])
  }
}
