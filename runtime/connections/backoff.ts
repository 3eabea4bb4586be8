/** How long to wait before another try: doubling from 0.25 s, with full jitter, so that a thousand clients of one broker don't come back at once. */

/** 20 s here and 12 s for an attempt to open keep a returned peer's samples within 35 s. */
const longestMs = 20_000
const firstMs = 250

/** `attempts` so far, from 0; `chance` is in [0, 1). */
export const backoffMs = (attempts: number, chance: number = Math.random()): number =>
  Math.ceil(chance * Math.min(longestMs, firstMs * 2 ** Math.min(attempts, 20)))
