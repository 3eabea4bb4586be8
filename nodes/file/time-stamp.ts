/** Time stamps as historians and spreadsheets export them. */

/** ms since the epoch, or undefined where `text` is none. What names no offset is local time in `zone`. */
export const readTime = (text: string, zone: string): number | undefined => {
  const trimmed = text.trim()
  if (/^\d+(\.\d+)?$/.test(trimmed)) return fromNumber(Number(trimmed))
  const [, year, month, day, clock = '00:00', offset = ''] = written.exec(trimmed) ?? []
  if (year === undefined || month === undefined || day === undefined) return undefined
  const local = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}T${clock.padStart(clock.indexOf(':') === 1 ? clock.length + 1 : 0, '0')}`
  try {
    if (offset !== '') return Temporal.Instant.from(`${local}${offset}`).epochMilliseconds
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
}

/** `2026-01-02 03:04:05.678`, `2026/1/2 3:04`, `2026-01-02T03:04:05+08:00` */
const written = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)\s*(Z|[+-]\d{2}:?\d{2})?)?$/

/** Seconds, ms or µs, told apart by their size: as seconds the year 2001 is 1e9, as ms 1e12. */
const fromNumber = (value: number): number => Math.round(value < 1e11 ? value * 1000 : value < 1e14 ? value : value / 1000)
