/** Key strings as small integers, with their ancestors, a cap, and the retiring of idle ones. */

export class Keys {
  readonly names: string[] = []
  /** Index of the next ancestor up; -1 at the root. */
  readonly parent: number[] = []
  /** Journal time of the last sample; -1 for a key that only stands there as an ancestor. */
  readonly seen: number[] = []
  #index = new Map<string, number>()
  #free: number[] = []
  #grown: ((count: number) => void)[] = []
  /** Keys that had a sample. */
  count = 0

  constructor() {
    this.ancestor('')
  }

  /** Calls `grow` now and whenever there are more keys, so that columns keep up. */
  onGrow(grow: (count: number) => void): void {
    this.#grown.push(grow)
    grow(this.names.length)
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
    this.#index.set(key, index)
    for (const grow of this.#grown) grow(this.names.length)
    return index
  }

  /** The index of a key that has a sample, or -1 where that would be one more than `cap`. */
  use(key: string, now: number, cap: number): number {
    const index = this.#index.get(key)
    if (index !== undefined && (this.seen[index] ?? -1) >= 0) {
      this.seen[index] = now
      return index
    }
    if (this.count >= cap) return -1
    this.count++
    const fresh = index ?? this.ancestor(key)
    this.seen[fresh] = now
    return fresh
  }

  /** Takes back a key; its index is used again once nothing hangs below it. */
  retire(index: number): void {
    this.seen[index] = -1
    this.count--
    if (index === 0 || this.parent.includes(index)) return
    this.#index.delete(this.names[index] ?? '')
    this.parent[index] = -1
    this.#free.push(index)
  }
}

/** The nearest ancestor of `k` for which `has` holds a quality (≥ 0), or -1. */
export const nearest = (parent: readonly number[], has: readonly number[], k: number): number => {
  for (let up = parent[k] ?? -1; up >= 0; up = parent[up] ?? -1) if ((has[up] ?? -1) >= 0) return up
  return -1
}
