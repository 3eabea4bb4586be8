/** What came from each place of a flow under test, and how much of it an expectation has looked at. */
import type { Effect } from '@millrace/flow/entry.ts'

export type Came = Pick<Effect, 'key' | 'value' | 'quality' | 'time'>

interface Place {
  readonly came: Came[]
  /** What was looked at already lies before it. */
  looked: number
}

export class Observed {
  readonly #places = new Map<string, Place>()

  take(effect: Effect): void {
    if (effect.kind === 'watch') this.#at(`${effect.node}.${effect.port}`).came.push(effect)
    else this.#at(effect.node).came.push(effect)
  }

  /** Looks for one that `fits` among those not looked at yet; the last one of a wire counts as well, since it is still there. With `none`,
   * there must be no such. Gives what was there instead. */
  expect(place: string, fits: (came: Came) => boolean, none: boolean): readonly Came[] | undefined {
    const at = this.#at(place)
    const fresh = at.came.slice(at.looked)
    if (none) {
      const wrong = fresh.filter(fits)
      if (wrong.length > 0) return wrong
      at.looked = at.came.length
      return undefined
    }
    const found = fresh.findIndex(fits)
    if (found >= 0) {
      at.looked += found + 1
      return undefined
    }
    const last = at.came.at(-1)
    if (fresh.length === 0 && last && place.includes('.') && fits(last)) return undefined
    return fresh
  }

  #at(place: string): Place {
    const known = this.#places.get(place)
    if (known) return known
    const made: Place = { came: [], looked: 0 }
    this.#places.set(place, made)
    return made
  }
}
