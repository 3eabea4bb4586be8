/** What the time of day asks of the plant: three shifts, a wash every twenty minutes, lights and offices. */

export type Shift = 'early' | 'late' | 'night'

const hour = 3600

/** `time` is in seconds since the first midnight. */
function shift(time: number): Shift {
  const at = (time % (24 * hour)) / hour
  return at >= 6 && at < 14 ? 'early' : at >= 14 && at < 22 ? 'late' : 'night'
}

/** Steam that the process draws from each boiler, as a part of its rated flow. */
export function steamDemand(time: number): number {
  const base = { early: 0.6, late: 0.52, night: 0.24 }[shift(time)]
  const washing = time % 1200 < 180
  return base + (washing ? 0.18 : 0)
}

/** Lights, offices, compressors: kW that are drawn whatever the line does. */
export const baseLoad = (time: number): number => ({ early: 46, late: 40, night: 22 })[shift(time)]
