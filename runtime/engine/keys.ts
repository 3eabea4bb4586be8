/** Key strings as small integers, with their ancestors, a cap, and the retiring of idle ones. */
import { doubles } from './column.ts'

/** An asset path has no more levels: each is a key of its own. */
export const MAX_LEVELS = 32

export class Keys {
  readonly names: string[] = []
  /** Index of the next ancestor up; -1 at the root. */
  readonly parent: number[] = []
  /** Journal time of the last tick there (of the first, where nothing is ever forgotten); -1 where there was none: it only stands there as an ancestor. */
  readonly seen: number[] = doubles()
  readonly #forgets: boolean
  readonly #children: number[] = []
  readonly #index = new Map<string, number>()
  /** Those that had a sample of their own, and so a place under the cap. */
  readonly #own = new Map<string, number>()
  readonly #free: number[] = []
  readonly #named: ((k: number) => void)[] = []
  #last = ''
  #lastIndex = -1

  constructor(forgets = false) {
    this.#forgets = forgets
    this.ancestor('')
  }

  /** Keys under the cap. */
  get count(): number {
    return this.#own.size
  }

  /** Calls `named` for every index that has a name, now and whenever one gets a name. */
  onNamed(named: (k: number) => void): void {
    this.#named.push(named)
    for (const k of this.#index.values()) named(k)
  }

  find(key: string): number | undefined {
    return this.#index.get(key)
  }

  /** The index of a key as an ancestor: it takes no place under the cap. */
  ancestor(key: string): number {
    const known = this.#index.get(key)
    if (known !== undefined) return known
    const slash = key.lastIndexOf('/')
    const parent = key === '' ? -1 : this.ancestor(slash < 0 ? '' : key.slice(0, slash))
    const index = this.#free.pop() ?? this.names.length
    this.names[index] = key
    this.parent[index] = parent
    this.seen[index] = -1
    this.#children[index] = 0
    if (parent >= 0) this.#children[parent] = (this.#children[parent] ?? 0) + 1
    this.#index.set(key, index)
    for (const named of this.#named) named(index)
    return index
  }

  /** The index of a key that has a sample, or -1 where that would be one more than `cap` or too deep. */
  use(key: string, now: number, cap: number): number {
    if (key === this.#last && this.#lastIndex >= 0) {
      if (this.#forgets) this.seen[this.#lastIndex] = now
      return this.#lastIndex
    }
    let index = this.#own.get(key)
    if (index === undefined) {
      if (this.count >= cap || key.split('/', MAX_LEVELS + 1).length > MAX_LEVELS) return -1
      index = this.ancestor(key)
      this.#own.set(key, index)
      this.seen[index] = now
    } else if (this.#forgets) this.seen[index] = now
    this.#last = key
    this.#lastIndex = index
    return index
  }

  /** There is a tick at a key that has no sample of its own: what it leaves is to be forgotten in its time. */
  touch(index: number, now: number): void {
    this.seen[index] = now
  }

  isOwn(key: string): boolean {
    return this.#own.has(key)
  }

  /** As a snapshot had it. */
  restore(key: string, seen: number, own: boolean): void {
    const index = this.ancestor(key)
    this.seen[index] = seen
    if (own) this.#own.set(key, index)
  }

  /** Takes back a key; its index is used again once nothing hangs below it. */
  retire(index: number): void {
    this.#lastIndex = -1
    this.seen[index] = -1
    this.#own.delete(this.names[index] ?? '')
    for (let k = index; k > 0 && this.#children[k] === 0 && (this.seen[k] ?? -1) < 0; ) {
      const up = this.parent[k] ?? 0
      this.#index.delete(this.names[k] ?? '')
      this.names[k] = ''
      this.parent[k] = -1
      this.#free.push(k)
      this.#children[up] = (this.#children[up] ?? 1) - 1
      k = up
    }
  }

  /** Every key by name, sorted: the one order that does not depend on what was retired before. */
  sorted(): [string, number][] {
    return [...this.#index].sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

/** The nearest ancestor of `k` for which `q` holds a quality, or -1. */
export const nearest = (parent: readonly number[], q: readonly number[], k: number): number => {
  for (let up = parent[k] ?? -1; up >= 0; up = parent[up] ?? -1) if ((q[up] ?? -1) !== -1) return up
  return -1
}
