/** So many a minute for each tag, exactly: in no stretch of 60 s are there more. */

const minuteMs = 60_000
/** Tags are made from keys in some flows: beyond this many in one minute, new ones are refused. */
const tagCap = 100_000

export interface RateLimit {
  /** False where one more now would be too many. */
  take(tag: string, perMinute: number): boolean
}

export const rateLimit = (now: () => number): RateLimit => {
  const taken = new Map<string, number[]>()

  const forget = (at: number) => {
    for (const [tag, times] of taken) if ((times.at(-1) ?? 0) <= at - minuteMs) taken.delete(tag)
  }

  return {
    take(tag, perMinute) {
      const at = now()
      const times = taken.get(tag) ?? []
      const old = times.findIndex((time) => time > at - minuteMs)
      times.splice(0, old < 0 ? times.length : old)
      if (times.length >= perMinute) return false
      if (!taken.has(tag)) {
        if (taken.size >= tagCap) forget(at)
        if (taken.size >= tagCap) return false
        taken.set(tag, times)
      }
      times.push(at)
      return true
    },
  }
}
