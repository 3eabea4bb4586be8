/** Flat state: one typed array a field over all keys, seen through a cursor that stands on one key at a time. */
import type { FlatState, Ring } from '@millrace/flow/state.ts'

/** What a fold gets as its state: set `k`, then read and write fields. */
export interface FlatView {
  k: number
  grow(keys: number): void
  clear(k: number): void
  save(k: number): Record<string, unknown>
  load(k: number, saved: Readonly<Record<string, unknown>>): void
}

class RingCursor implements Ring {
  readonly size: number
  readonly view: FlatView
  #values = new Float64Array(0)
  #filled = new Uint32Array(0)
  #next = new Uint32Array(0)

  constructor(view: FlatView, size: number) {
    this.view = view
    this.size = size
  }

  get length(): number {
    return this.#filled[this.view.k] ?? 0
  }

  at(i: number): number {
    const { k } = this.view
    const filled = this.#filled[k] ?? 0
    if (i < 0 || i >= filled) return Number.NaN
    const place = (this.#next[k] ?? 0) - filled + i
    return this.#values[k * this.size + (place < 0 ? place + this.size : place)] ?? Number.NaN
  }

  push(value: number): number {
    const { k } = this.view
    const next = this.#next[k] ?? 0
    const filled = this.#filled[k] ?? 0
    const place = k * this.size + next
    const out = filled === this.size ? (this.#values[place] ?? Number.NaN) : Number.NaN
    this.#values[place] = value
    this.#next[k] = next + 1 === this.size ? 0 : next + 1
    if (filled < this.size) this.#filled[k] = filled + 1
    return out
  }

  clear(): void {
    this.#filled[this.view.k] = 0
    this.#next[this.view.k] = 0
  }

  grow(keys: number): void {
    this.#values = grown(this.#values, keys * this.size)
    this.#filled = grown(this.#filled, keys)
    this.#next = grown(this.#next, keys)
  }
}

const grown = <A extends Float64Array | Uint32Array>(old: A, length: number): A => {
  if (old.length >= length) return old
  const made = new (old.constructor as new (length: number) => A)(length)
  made.set(old)
  return made
}

/** A view for `spec`; `size` gives the length of a ring that is named by a config field. */
export const flatView = (spec: FlatState, size: (field: string) => number): FlatView => {
  const rings = new Map<string, RingCursor>()
  const cells = new Map<string, { values: Float64Array; readonly initial: number }>()
  let room = 0
  const view: FlatView = {
    k: 0,
    grow(keys) {
      if (keys <= room) return
      const from = room
      room = Math.max(keys, room * 2, 1)
      for (const cell of cells.values()) cell.values = grown(cell.values, room).fill(cell.initial, from)
      for (const ring of rings.values()) ring.grow(room)
    },
    clear(k) {
      view.k = k
      for (const cell of cells.values()) cell.values[k] = cell.initial
      for (const ring of rings.values()) ring.clear()
    },
    save(k) {
      view.k = k
      const saved: Record<string, unknown> = {}
      for (const [name, cell] of cells) saved[name] = cell.values[k]
      for (const [name, ring] of rings) saved[name] = Array.from({ length: ring.length }, (_, i) => ring.at(i))
      return saved
    },
    load(k, saved) {
      view.clear(k)
      for (const [name, cell] of cells) if (typeof saved[name] === 'number') cell.values[k] = saved[name]
      for (const [name, ring] of rings) for (const value of (saved[name] ?? []) as number[]) ring.push(value)
    },
  }
  for (const [name, field] of Object.entries(spec)) {
    if (field.flat === 'ring') {
      const ring = new RingCursor(view, typeof field.size === 'number' ? field.size : size(field.size))
      rings.set(name, ring)
      Object.defineProperty(view, name, { value: ring, enumerable: true })
      continue
    }
    const cell = { values: new Float64Array(0), initial: field.initial }
    cells.set(name, cell)
    Object.defineProperty(view, name, {
      enumerable: true,
      get: () => cell.values[view.k],
      set: (value: number) => {
        cell.values[view.k] = value
      },
    })
  }
  return view
}
