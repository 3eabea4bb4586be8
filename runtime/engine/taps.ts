/** Looking at wires: a byte a wire says whether anyone does; the last sample a key is kept for those that are looked at. */
import type { Effects } from './effects.ts'
import type { Keys } from './keys.ts'
import type { Plan, PlanWire } from './plan.ts'
import { bad, outer } from './quality.ts'

export interface Seen {
  readonly node: string
  readonly port: string
  readonly key: string
  readonly value: unknown
  readonly quality: number
  readonly time: number
  /** Samples since it was last taken. */
  readonly count: number
}

interface Tapped {
  v: unknown
  q: number
  t: number
  count: number
  fresh: boolean
}

/** One wire that is shown: by key, and the key that came last at hand. */
interface Shown {
  readonly keys: Map<number, Tapped>
  k: number
  tapped: Tapped | undefined
}

const SHOWN = 1
const WATCHED = 2
const REMEMBERED = 4

/** So many samples of a wire are looked at after each `remember`, though nobody shows it. */
const ENOUGH = 20

export class Taps {
  /** By wire. */
  readonly on: Uint8Array
  readonly #plan: Plan
  readonly #keys: Keys
  readonly #effects: Effects
  /** By wire. */
  readonly #seen: (Shown | undefined)[]
  /** The last sample of wires that nobody looks at, whatever its key. */
  readonly #last = new Map<number, { readonly k: number; readonly v: unknown; readonly q: number; readonly t: number }>()
  readonly #left: Uint8Array

  constructor(plan: Plan, keys: Keys, effects: Effects) {
    this.#plan = plan
    this.#keys = keys
    this.#effects = effects
    this.on = new Uint8Array(plan.slots)
    this.#seen = Array.from({ length: plan.slots }, () => undefined)
    this.#left = new Uint8Array(plan.slots)
  }

  /** Which wires are shown to somebody: all others are let go. */
  show(wires: readonly number[]): void {
    for (let i = 0; i < this.on.length; i++) this.on[i] = (this.on[i] as number) & ~SHOWN
    for (const wire of wires) {
      this.on[wire] = (this.on[wire] ?? 0) | SHOWN
      const last = this.#last.get(wire)
      if (last && !this.#seen[wire]) this.#show(wire, last.k, last.v, last.q, last.t)
    }
    const shown = new Set(wires)
    for (let i = 0; i < this.#seen.length; i++) if (!shown.has(i)) this.#seen[i] = undefined
  }

  /** Keeps the next few samples of every wire, so that one that seldom speaks has something to show when somebody looks. To be called now and
   * then; a busy wire costs no more than a test in between. */
  remember(): void {
    for (let i = 0; i < this.on.length; i++) this.on[i] = (this.on[i] as number) | REMEMBERED
    this.#left.fill(ENOUGH)
  }

  /** Every sample on the wire becomes a `watch` effect. */
  watch(wire: number): void {
    this.on[wire] = (this.on[wire] ?? 0) | WATCHED
  }

  see(wire: number, k: number, v: unknown, q: number, t: number): void {
    const on = this.on[wire] ?? 0
    if (on & WATCHED) {
      const { node, port } = this.#plan.wires[wire] as PlanWire
      this.#effects.emit('watch', node.name, port, k, v, q, t)
    }
    if (on & REMEMBERED) {
      this.#last.set(wire, { k, v, q, t })
      const left = (this.#left[wire] ?? 1) - 1
      this.#left[wire] = left
      if (left === 0) this.on[wire] = on & ~REMEMBERED
    }
    if (on & SHOWN) this.#show(wire, k, v, q, t)
  }

  #show(wire: number, k: number, v: unknown, q: number, t: number): void {
    const seen = this.#seen[wire] ?? { keys: new Map<number, Tapped>(), k: -1, tapped: undefined }
    this.#seen[wire] = seen
    if (seen.k !== k) {
      seen.k = k
      seen.tapped = seen.keys.get(k)
    }
    const { tapped } = seen
    if (!tapped) {
      seen.tapped = { v, q, t, count: 1, fresh: true }
      seen.keys.set(k, seen.tapped)
      return
    }
    tapped.v = v
    tapped.q = q
    tapped.t = t
    tapped.count++
    tapped.fresh = true
  }

  /** Forgets a key. */
  clear(k: number): void {
    for (const seen of this.#seen) {
      if (!seen?.keys.delete(k)) continue
      seen.k = -1
      seen.tapped = undefined
    }
    for (const [wire, last] of this.#last) if (last.k === k) this.#last.delete(wire)
  }

  /** What came since the last call, the latest a wire and key. */
  take(): Seen[] {
    const seen: Seen[] = []
    for (const [wire, shown] of this.#seen.entries()) {
      if (!shown) continue
      const { node, port } = this.#plan.wires[wire] as PlanWire
      for (const [k, tapped] of shown.keys) {
        if (!tapped.fresh) continue
        seen.push({
          node: node.name,
          port,
          key: this.#keys.names[k] ?? '',
          value: bad(tapped.q) ? undefined : tapped.v,
          quality: outer(tapped.q),
          time: tapped.t,
          count: tapped.count,
        })
        tapped.fresh = false
        tapped.count = 0
      }
    }
    return seen
  }
}
