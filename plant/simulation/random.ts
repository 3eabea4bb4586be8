/** Chance that a seed repeats exactly: every unit of the plant draws from a stream of its own, so a fault in one changes no other. */

export type Random = () => number

/** Uniform in [0, 1): mulberry32, 32 bits of state, the same on every machine. */
function random(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Bell-shaped, mean 0 and deviation 1, never beyond ±3.5: the sum of twelve uniforms needs no logarithm. */
export function bell(draw: Random): number {
  let sum = -6
  for (let drawn = 0; drawn < 12; drawn++) sum += draw()
  return Math.max(-3.5, Math.min(3.5, sum))
}

/** Noise that wanders around 0 with deviation 1 and forgets itself after about `seconds` (Ornstein–Uhlenbeck). */
export function wander(last: number, dt: number, seconds: number, draw: Random): number {
  const kept = Math.exp(-dt / seconds)
  return last * kept + Math.sqrt(1 - kept * kept) * bell(draw)
}

export type Streams = { b1: Random; b2: Random; line1: Random; meter: Random }

export function streams(seed: number): Streams {
  const first = random(seed)
  const next = () => random(Math.floor(first() * 2 ** 32))
  return { b1: next(), b2: next(), line1: next(), meter: next() }
}
