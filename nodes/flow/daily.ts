/** Does something once a day at a time of the clock on the wall, on days of 23 and 25 hours, too. */
import type { Open, Outside } from '@millrace/flow'

/** A day's time that the clock skips is taken right after the gap; one that comes twice is taken once. */
export const nextDay = (at: string, zone: string, now: Temporal.Instant): Temporal.Instant => {
  const here = now.toZonedDateTimeISO(zone)
  const time = Temporal.PlainTime.from(at)
  const today = here.toPlainDate().toZonedDateTime({ timeZone: zone, plainTime: time })
  const next =
    Temporal.Instant.compare(today.toInstant(), now) > 0
      ? today
      : here.toPlainDate().add({ days: 1 }).toZonedDateTime({ timeZone: zone, plainTime: time })
  return next.toInstant()
}

/** The clock may be set meanwhile: it is looked at anew at least so often, ms. */
const looks = 60_000

export const daily = (at: string, zone: string, { signal, lost }: Pick<Outside, 'signal' | 'lost'>, act: () => Promise<void>): Open => {
  let due = nextDay(at, zone, Temporal.Now.instant())
  let timer: NodeJS.Timeout
  const look = () => {
    const left = due.epochMilliseconds - Date.now()
    if (left <= 0 && !signal.aborted) {
      due = nextDay(at, zone, Temporal.Now.instant())
      act().catch(lost)
    }
    timer = setTimeout(look, Math.min(looks, Math.max(1, due.epochMilliseconds - Date.now())))
  }
  look()
  return { close: () => clearTimeout(timer) }
}
