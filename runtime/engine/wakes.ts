/** When folds and calls want to be woken: in order of due time, then of asking. One wake a node and key. */

export interface Wake {
  readonly due: number
  readonly asked: number
  readonly node: number
  readonly k: number
}

/** One number for a node and a key. */
export const placeOf = (node: number, k: number): number => node * 2 ** 26 + k

const before = (a: Wake, b: Wake): boolean => a.due < b.due || (a.due === b.due && a.asked < b.asked)

/** A binary heap; a wake that was replaced or taken back stays in it until it comes up or there are too many of them. */
export class Wakes {
  #heap: Wake[] = []
  #current = new Map<number, Wake>()
  #asked = 0

  set(node: number, k: number, due: number): void {
    const wake = { due, asked: this.#asked++, node, k }
    this.#current.set(placeOf(node, k), wake)
    if (this.#heap.length > 2 * this.#current.size + 64) this.#heap = this.all()
    else this.#push(wake)
  }

  cancel(node: number, k: number): void {
    this.#current.delete(placeOf(node, k))
  }

  /** Forgets a key. */
  clear(k: number, nodes: number): void {
    for (let node = 0; node < nodes; node++) this.cancel(node, k)
  }

  /** When the next one is due, or undefined. */
  next(): number | undefined {
    for (let top = this.#heap[0]; top; top = this.#heap[0]) {
      if (this.#current.get(placeOf(top.node, top.k)) === top) return top.due
      this.#pop()
    }
    return undefined
  }

  /** Takes out the next one due at `now` or before. */
  take(now: number): Wake | undefined {
    const due = this.next()
    if (due === undefined || due > now) return undefined
    const top = this.#pop()
    if (top) this.#current.delete(placeOf(top.node, top.k))
    return top
  }

  /** Those that still stand, in order. */
  all(): Wake[] {
    return [...this.#current.values()].sort((a, b) => (before(a, b) ? -1 : 1))
  }

  #push(wake: Wake): void {
    const heap = this.#heap
    let i = heap.length
    heap.push(wake)
    while (i > 0) {
      const up = (i - 1) >> 1
      const above = heap[up] as Wake
      if (!before(wake, above)) break
      heap[i] = above
      i = up
    }
    heap[i] = wake
  }

  #pop(): Wake | undefined {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop()
    if (top === undefined || last === undefined || heap.length === 0) return top
    let i = 0
    for (let down = 1; down < heap.length; down = 2 * i + 1) {
      if (down + 1 < heap.length && before(heap[down + 1] as Wake, heap[down] as Wake)) down++
      const below = heap[down] as Wake
      if (!before(below, last)) break
      heap[i] = below
      i = down
    }
    heap[i] = last
    return top
  }
}
