/** Digests of texts and of data: the same for the same meaning, whatever the order of fields. */
import { createHash } from 'node:crypto'

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex')

/** JSON with its fields in order. */
const stable = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : part,
  )

export const digestOf = (value: unknown): string => digest(stable(value))
