/** Qualities as the engine keeps them: OPC UA's status codes as signed 32-bit integers, so that Bad is one comparison and a column holds small integers. */
import { Quality } from '@millrace/flow'

/** No sample yet. */
export const NONE = -1

/** A given code; the reserved severity 11 counts as Bad, which keeps `NONE` free. */
export const inner = (quality: number): number => {
  const q = quality | 0
  return q >>> 30 === 3 ? q & 0xbfffffff : q
}

export const outer = (q: number): number => q >>> 0

/** Severity 10: below -2^30. */
export const bad = (q: number): boolean => q < NONE

export const FAILED = inner(Quality.Bad)
export const TOO_OLD = inner(Quality.BadNoData)

/** What is wrong with a value that is no finite number. */
export const notNumber = (value: unknown): number => inner(typeof value === 'number' ? Quality.BadOutOfRange : Quality.BadTypeMismatch)
