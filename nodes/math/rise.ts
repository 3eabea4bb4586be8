/**
 * By how much a counter has risen. One that falls has either run over (where it is known how far it counts, and the rise would be
 * less than half of that) or was set back to zero.
 */
export const rise = (last: number, value: number, rollover?: number): number => {
  if (Number.isNaN(last)) return 0
  if (value >= last) return value - last
  const over = rollover === undefined ? Number.POSITIVE_INFINITY : value + rollover - last
  return rollover !== undefined && over >= 0 && over <= rollover / 2 ? over : Math.max(0, value)
}
