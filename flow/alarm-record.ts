/** What every alarm transition puts on record, in the words of ISA-18.2 and OPC UA Part 9. */
import { z } from 'zod'

/** A normal · B unacknowledged · C acknowledged · D returned-unacknowledged · E latched-unacknowledged · F latched-acknowledged · G shelved · H suppressed by design · I out of service. */
const AlarmState = z.enum(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'])

export const AlarmRecord = z.object({
  id: z.string(),
  node: z.string(),
  key: z.string(),
  /** `hi`, `hihi`, `lo`, `lolo` …; null while inactive and not latched. */
  level: z.string().nullable(),
  state: AlarmState,
  active: z.boolean(),
  acked: z.boolean(),
  shelved: z.boolean().optional(),
  suppressed: z.boolean().optional(),
  outOfService: z.boolean().optional(),
  hidden: z.boolean().optional(),
  priority: z.string(),
  value: z.unknown(),
  limit: z.number().nullable(),
  unit: z.string().optional(),
  /** The last transition, the begin of the condition, and when it became active after its delay: journal time, ms. */
  since: z.number(),
  conditionSince: z.number().optional(),
  raisedAt: z.number().optional(),
  by: z.string().optional(),
  why: z.string().optional(),
  release: z.string(),
  entry: z.number(),
})

export type AlarmRecord = z.output<typeof AlarmRecord>

/** What the alarm node itself knows; the engine adds `id`, `node`, `key`, `release` and `entry`. */
export type AlarmTransition = Omit<AlarmRecord, 'id' | 'node' | 'key' | 'release' | 'entry'>
