/** Chance from a seed, so that what failed once fails again. */
export interface Random {
  /** 0 … limit − 1 */
  below(limit: number): number
  of<T>(items: readonly T[]): T
  /** True once in so many times. */
  once(times: number): boolean
}

/** mulberry32 */
export const randomFrom = (seed: number): Random => {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return { below, of: (items) => items[below(items.length)] as never, once: (times) => below(times) === 0 }
}
