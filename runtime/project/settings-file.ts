/** One YAML file of settings: read by its schema, changed with its comments kept, one change after the other. */
import type { z } from '@millrace/flow'
import { readSettings, rewriteSettings, writeSettings } from '@millrace/flow/settings.ts'
import type { Json } from '@millrace/flow/type.ts'
import { readText, writeText } from './disk.ts'
import type { Outcome } from './outcome.ts'
import type { Turns } from './turns.ts'

export interface SettingsFile<T> {
  /** What it says, or `empty` where there is no such file. */
  read(): Promise<Outcome<T>>
  /** A refusal in `change` leaves the file as it is. */
  change(change: (value: T) => Outcome<T>): Promise<Outcome<T>>
}

const written = (value: unknown): { readonly [name: string]: Json } => JSON.parse(JSON.stringify(value))

export const settingsFile = <S extends z.ZodType>(
  folder: string,
  at: string,
  schema: S,
  empty: z.output<S>,
  turn: Turns,
  mode?: number,
): SettingsFile<z.output<S>> => {
  const text = () => readText(folder, at)
  const parsed = (found: string | undefined): Outcome<z.output<S>> => {
    if (found === undefined) return { ok: empty }
    const settings = readSettings(found, schema, { file: at })
    return 'value' in settings ? { ok: settings.value } : { faults: settings.faults }
  }
  return {
    async read() {
      const found = await text()
      return 'faults' in found ? found : parsed(found.ok)
    },
    change: (change) =>
      turn(at, async () => {
        const found = await text()
        if ('faults' in found) return found
        const before = parsed(found.ok)
        if ('faults' in before) return before
        const after = change(before.ok)
        if ('faults' in after) return after
        const value = written(after.ok)
        const done = await writeText(folder, at, found.ok === undefined ? writeSettings(value) : rewriteSettings(found.ok, value), mode)
        return 'faults' in done ? done : after
      }),
  }
}
