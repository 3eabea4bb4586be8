/** One line of a connection's allow-list: what may be written to a piece of equipment. */
import { z } from 'zod'

/** A tag (`*` stands for any part of it), within limits, so often a minute at most. */
export const Allowed = z.strictObject({
  tag: z.string().min(1).max(500),
  min: z.number().optional(),
  max: z.number().optional(),
  perMinute: z.number().positive().optional(),
})

export type Allowed = z.output<typeof Allowed>
