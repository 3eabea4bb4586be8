/** How many passed, failed and were skipped; each stage of `npm test` hands one in and their sum is the last line. */
export interface Tally {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

export const sum = (tallies: readonly Tally[]): Tally => ({
  passed: tallies.reduce((n, { passed }) => n + passed, 0),
  failed: tallies.reduce((n, { failed }) => n + failed, 0),
  skipped: tallies.reduce((n, { skipped }) => n + skipped, 0),
})

export const says = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
