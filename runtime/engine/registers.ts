/** Registers: what a tick wrote is read from the next one on. */
import type { Column } from './column.ts'
import type { PlanWire } from './plan.ts'
import { bad } from './quality.ts'
import type { Taps } from './taps.ts'

interface Written {
  readonly wire: PlanWire
  readonly column: Column
  readonly k: number
  readonly v: unknown
  readonly q: number
  readonly t: number
}

export class Registers {
  readonly #taps: Taps
  #written: Written[] = []

  constructor(taps: Taps) {
    this.#taps = taps
  }

  /** The last sample that was not Bad stays. `wire` is the register's output. */
  write(wire: PlanWire, column: Column, k: number, v: unknown, q: number, t: number): void {
    if (!bad(q)) this.#written.push({ wire, column, k, v, q, t })
  }

  /** The tick is over. */
  commit(): void {
    if (this.#written.length === 0) return
    const written = this.#written.length > 1 ? this.#written.sort((a, b) => a.wire.index - b.wire.index) : this.#written
    for (const { wire, column, k, v, q, t } of written) {
      column.grow(k + 1)
      column.v[k] = v
      column.q[k] = q
      column.t[k] = t
      if (this.#taps.on[wire.index] !== 0) this.#taps.see(wire.index, k, v, q, t)
    }
    this.#written = []
  }
}
