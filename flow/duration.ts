/** Durations as people write them: `500 ms`, `10 s`, `1.5 min`, `2 h`, `1 d`. Inside, always milliseconds. */

const ms = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const

type Unit = keyof typeof ms

/** Milliseconds, or undefined where `text` is no duration. */
export const readDuration = (text: string): number | undefined => {
  const parts = /^\s*(\d+(?:\.\d+)?)\s*(ms|s|min|h|d)\s*$/.exec(text)
  return parts ? Number(parts[1]) * ms[parts[2] as Unit] : undefined
}
