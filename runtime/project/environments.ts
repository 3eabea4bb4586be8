/** Where the project's connections are in one plant, test bed or office: addresses, kept apart from what the flows mean. */
import { readdir } from 'node:fs/promises'
import { z } from '@millrace/flow'
import type { Json } from '@millrace/flow/type.ts'
import { inside, isId } from './disk.ts'
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

export const listEnvironments = async (folder: string): Promise<readonly string[]> => {
  const path = await inside(folder, 'environments')
  const files = path === undefined ? [] : await readdir(path).catch(() => [])
  return files
    .filter((file) => file.endsWith('.yaml'))
    .map((file) => file.slice(0, -'.yaml'.length))
    .filter(isId)
    .sort()
}
