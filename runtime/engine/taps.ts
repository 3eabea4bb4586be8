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

const SHOWN = 1
const WATCHED = 2

export class Taps {
  /** By wire. */
  readonly on: Uint8Array
  readonly #plan: Plan
  readonly #keys: Keys
  readonly #effects: Effects
  readonly #seen = new Map<number, Map<number, Tapped>>()

  constructor(plan: Plan, keys: Keys, effects: Effects) {
    this.#plan = plan
    this.#keys = keys
    this.#effects = effects
    this.on = new Uint8Array(plan.slots)
  }

  /** Which wires are shown to somebody: all others are let go. */
  show(wires: readonly number[]): void {
    for (let i = 0; i < this.on.length; i++) this.on[i] = (this.on[i] as number) & WATCHED
    for (const wire of wires) this.on[wire] = (this.on[wire] ?? 0) | SHOWN
    for (const wire of this.#seen.keys()) if (!wires.includes(wire)) this.#seen.delete(wire)
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
    if (!(on & SHOWN)) return
    const keys = this.#seen.get(wire) ?? new Map<number, Tapped>()
    this.#seen.set(wire, keys)
    const tapped = keys.get(k)
    if (!tapped) keys.set(k, { v, q, t, count: 1, fresh: true })
    else {
      tapped.v = v
      tapped.q = q
      tapped.t = t
      tapped.count++
      tapped.fresh = true
    }
  }

  /** Forgets a key. */
  clear(k: number): void {
    for (const keys of this.#seen.values()) keys.delete(k)
  }

  /** What came since the last call, the latest a wire and key. */
  take(): Seen[] {
    const seen: Seen[] = []
    for (const [wire, keys] of this.#seen) {
      const { node, port } = this.#plan.wires[wire] as PlanWire
      for (const [k, tapped] of keys) {
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
