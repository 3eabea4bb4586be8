/** `millrace.yaml`: what a project says of itself. */
import { z } from '@millrace/flow'

const zone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

export const ProjectSettings = z.strictObject({
  millrace: z.literal(1),
  name: z.string().min(1).max(200),
  says: z.string().optional(),
  /** IANA: calendars, shifts and days follow it. */
  timeZone: z.string().refine(zone, 'a time zone such as Europe/Berlin, Asia/Shanghai or UTC').optional(),
  /** The preferred one first. */
  languages: z
    .array(z.enum(['en', 'zh']))
    .min(1)
    .optional(),
  /** The environment that is opened when none is named. */
  environment: z.string().optional(),
  quotas: z.strictObject({ disk: z.string().optional() }).optional(),
})

export type ProjectSettings = z.output<typeof ProjectSettings>
