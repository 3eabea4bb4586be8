/** What several rounds of the same measurement come to. */

export interface Spread {
  readonly min: number
  readonly median: number
  readonly max: number
}

export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b)
  return { min: quantile(sorted, 0), median: quantile(sorted, 0.5), max: quantile(sorted, 1) }
}

/** Of values in order, the one that this part of them does not exceed; between two, in a straight line. */
export const quantile = (sorted: readonly number[], part: number): number => {
  if (sorted.length === 0) throw new Error('nothing was measured')
  const at = part * (sorted.length - 1)
  const low = sorted[Math.floor(at)] ?? Number.NaN
  const high = sorted[Math.ceil(at)] ?? Number.NaN
  return low + (high - low) * (at - Math.floor(at))
}

/** Equal but for the rounding of sums that were added up in another order. */
export const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

/** Takes turns, A B A B, so that both sides meet the same disturbances. */
export const rounds = async <A, B>(count: number, ours: () => Promise<A>, peers: () => Promise<B>): Promise<{ ours: A[]; peers: B[] }> => {
  const taken: { ours: A[]; peers: B[] } = { ours: [], peers: [] }
  for (let i = 0; i < count; i++) {
    taken.ours.push(await ours())
    taken.peers.push(await peers())
  }
  return taken
}
