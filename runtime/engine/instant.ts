/** Finds a node that asks to be woken at one and the same instant without end: time would stand still in its flow. */
import { placeOf, type Wake } from './wakes.ts'

/** A node and key may be woken so often at one instant; a delay passes on what waits there one by one. */
const MOST = 200_000

export class Instant {
  #now = Number.NEGATIVE_INFINITY
  #wakes = 0
  readonly #counts = new Map<number, number>()

  /** Is it one too many? */
  endless({ node, k, due }: Wake): boolean {
    if (due > this.#now) {
      this.#now = due
      this.#wakes = 0
      this.#counts.clear()
    }
    // Counting place by place begins only when there could be too many at one.
    if (++this.#wakes <= MOST) return false
    const place = placeOf(node, k)
    const count = (this.#counts.get(place) ?? 0) + 1
    this.#counts.set(place, count)
    return count > MOST
  }
}
