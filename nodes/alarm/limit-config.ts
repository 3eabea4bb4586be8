/** What a person sets of an alarm with one limit. */
import { duration, z } from '@millrace/flow'
import { priority } from './priority.ts'

export const limitConfig = z.object({
  limit: z.number().meta({ label: { en: 'Limit', zh: '限值' }, live: true }),
  hysteresis: z
    .number()
    .min(0)
    .default(0)
    .meta({
      label: { en: 'Hysteresis', zh: '回差' },
      help: { en: 'From the limit, in its unit.', zh: '自限值起,单位与限值相同。' },
      live: true,
    }),
  onDelay: duration('0 s').meta({ label: { en: 'On-delay', zh: '报警延时' }, live: true }),
  offDelay: duration('0 s').meta({ label: { en: 'Off-delay', zh: '恢复延时' }, live: true }),
  priority: priority(),
})

export type LimitConfig = z.output<typeof limitConfig>
