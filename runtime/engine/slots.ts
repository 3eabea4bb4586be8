/** The samples that a tick begins with, and those that pass from one generated function to another: by wire, stamped with the number of their tick. */
import { bad, inner, notNumber } from './quality.ts'

export class Slots {
  readonly value: unknown[]
  readonly number: Float64Array
  readonly quality: Int32Array
  readonly time: Float64Array
  readonly tick: Float64Array
  readonly late: Uint8Array

  constructor(count: number) {
    this.value = Array.from({ length: count }, () => undefined)
    this.number = new Float64Array(count)
    this.quality = new Int32Array(count)
    this.time = new Float64Array(count)
    this.tick = new Float64Array(count)
    this.late = new Uint8Array(count)
  }

  /** `numeric`: the value must be a finite number, or the sample is Bad. */
  put(slot: number, tick: number, numeric: boolean, value: unknown, quality: number, time: number): void {
    let q = inner(quality)
    if (numeric) {
      const fits = typeof value === 'number' && value - value === 0
      if (!fits && !bad(q)) q = notNumber(value)
      this.number[slot] = bad(q) || !fits ? Number.NaN : value
    } else this.value[slot] = bad(q) ? undefined : value
    this.quality[slot] = q
    this.time[slot] = time
    this.late[slot] = 0
    this.tick[slot] = tick
  }
}
