/** Where and how a connection of the project lies in this environment, and what may be written through it. */
import { z } from '@millrace/flow'

/** One line of the allow-list: a tag, or with a `*` at its end every tag that begins so. */
export const Rule = z.strictObject({
  tag: z.string().min(1),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Writes a minute, to each tag. */
  rate: z.number().int().positive().max(60_000).optional(),
})

export type Rule = z.output<typeof Rule>

export interface Setup {
  readonly kind: string
  readonly config: unknown
  readonly secrets: Readonly<Record<string, string | undefined>>
  /** A folder of its own that outlives restarts. */
  readonly folder: string
  /** The project marks it as equipment: what is written goes through the guard. */
  readonly equipment?: boolean
  readonly allow?: readonly Rule[]
  /** How old a command may be when it is sent. */
  readonly timeToLiveMs?: number
  /** Digests of the write paths that a person armed. */
  readonly armed?: Iterable<string>
}
