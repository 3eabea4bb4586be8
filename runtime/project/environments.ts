/** Where the project's connections are in one plant, test bed or office: addresses, kept apart from what the flows mean. */
import { z } from '@millrace/flow'
import type { Json } from '@millrace/flow/type.ts'
import { type SettingsFile, settingsFile } from './settings-file.ts'
import type { Turns } from './turns.ts'

const config = z.record(z.string(), z.json() as z.ZodType<Json>)

export const Environment = z.strictObject({
  millrace: z.literal(1),
  says: z.string().optional(),
  /** Connection → the fields of its config that hold here. */
  connections: z.record(z.string(), config).optional(),
})

export type Environment = z.output<typeof Environment>

export const openEnvironment = (folder: string, name: string, turn: Turns): SettingsFile<Environment> =>
  settingsFile(folder, `environments/${name}.yaml`, Environment, { millrace: 1 }, turn)
