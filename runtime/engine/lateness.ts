/** Judges once, at the source's port and per key, whether a sample is older than the one before it. */
import { Numbers } from './column.ts'

export class Lateness {
  count = 0
  /** By wire: the newest source time a key. */
  readonly newest = new Map<number, Numbers>()

  add(wire: number): Numbers {
    const made = new Numbers(Number.NEGATIVE_INFINITY)
    this.newest.set(wire, made)
    return made
  }
}
