/** The order in which nodes run, and the circles that have none. Linear in nodes and wires but for a heap; no recursion. */

export interface Order {
  /** Indices; each behind those it depends on, ties in document order. Nodes of a circle come last. */
  readonly order: readonly number[]
  /** Those that are in a circle or behind one. */
  readonly stuck: readonly number[]
}

/** `into[i]`: the indices that node i depends on. */
export const orderOf = (into: readonly (readonly number[])[]): Order => {
  const waits = into.map((from) => from.length)
  const out: number[][] = into.map(() => [])
  into.forEach((from, i) => {
    for (const source of from) out[source]?.push(i)
  })
  const ready = new Heap()
  waits.forEach((count, i) => {
    if (count === 0) ready.push(i)
  })
  const order: number[] = []
  for (let next = ready.pop(); next !== undefined; next = ready.pop()) {
    order.push(next)
    for (const i of out[next] ?? []) {
      const left = (waits[i] ?? 0) - 1
      waits[i] = left
      if (left === 0) ready.push(i)
    }
  }
  const stuck = into.flatMap((_, i) => ((waits[i] ?? 0) > 0 ? [i] : []))
  return { order: [...order, ...stuck], stuck }
}

/** The groups of nodes that depend on each other in a circle (Tarjan's strongly connected components, with a stack of its own), in document order. */
export const circlesOf = (into: readonly (readonly number[])[]): number[][] => {
  const index = new Int32Array(into.length).fill(-1)
  const low = new Int32Array(into.length)
  const onStack = new Uint8Array(into.length)
  const stack: number[] = []
  const circles: number[][] = []
  let count = 0
  for (let root = 0; root < into.length; root++) {
    if (index[root] !== -1) continue
    const path: { readonly node: number; edge: number }[] = [{ node: root, edge: 0 }]
    for (let frame = path.at(-1); frame; frame = path.at(-1)) {
      const { node } = frame
      if (frame.edge === 0) {
        index[node] = low[node] = count++
        stack.push(node)
        onStack[node] = 1
      }
      const next = into[node]?.[frame.edge++]
      if (next !== undefined) {
        if (index[next] === -1) path.push({ node: next, edge: 0 })
        else if (onStack[next]) low[node] = Math.min(low[node] ?? 0, index[next] ?? 0)
        continue
      }
      path.pop()
      const above = path.at(-1)
      if (above) low[above.node] = Math.min(low[above.node] ?? 0, low[node] ?? 0)
      if (low[node] !== index[node]) continue
      const circle = stack.splice(stack.lastIndexOf(node))
      for (const member of circle) onStack[member] = 0
      if (circle.length > 1 || into[node]?.includes(node)) circles.push(circle.sort((a, b) => a - b))
    }
  }
  return circles.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

/** A shortest way from the circle's first node round to itself, in the direction of the wires; it begins there and ends there. */
export const wayRound = (into: readonly (readonly number[])[], circle: readonly number[]): number[] => {
  const [start = 0] = circle
  const inside = new Set(circle)
  const next = new Map<number, number>()
  const queue = [start]
  for (const node of queue) {
    for (const source of into[node] ?? []) {
      if (!inside.has(source) || next.has(source)) continue
      next.set(source, node)
      if (source === start) {
        const way = [start]
        do way.push(next.get(way.at(-1) ?? start) ?? start)
        while (way.at(-1) !== start)
        return way
      }
      queue.push(source)
    }
  }
  return [start, start]
}

class Heap {
  readonly #items: number[] = []

  push(item: number): void {
    const items = this.#items
    let at = items.length
    for (; at > 0; ) {
      const above = (at - 1) >> 1
      const parent = items[above] ?? 0
      if (parent <= item) break
      items[at] = parent
      at = above
    }
    items[at] = item
  }

  pop(): number | undefined {
    const items = this.#items
    const top = items[0]
    const last = items.pop()
    if (last === undefined || items.length === 0) return top
    let at = 0
    for (;;) {
      const left = 2 * at + 1
      const child = (items[left + 1] ?? Number.POSITIVE_INFINITY) < (items[left] ?? 0) ? left + 1 : left
      const below = items[child]
      if (below === undefined || below >= last) break
      items[at] = below
      at = child
    }
    items[at] = last
    return top
  }
}
