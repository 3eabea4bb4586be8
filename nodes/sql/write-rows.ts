/** Hands what a write node said to the database: rows that belong together in one transaction, an outcome for each. */
import { type Outcome, type Write, z } from '@millrace/flow'
import type { ColumnType } from './column.ts'
import { type Database, parameter, type Value } from './database.ts'

const Options = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.enum(['number', 'boolean', 'text', 'json', 'bytes', 'time']) })).min(1),
  create: z.boolean(),
  id: z.string().optional(),
})
export type Options = z.output<typeof Options>

type Identified = Write & { readonly id: string }

export const writeRows = async (database: Database, writes: readonly Identified[]): Promise<readonly Outcome[]> => {
  const outcomes = new Map<Identified, Outcome>()
  for (const some of Map.groupBy(writes, ({ tag, options }) => `${tag} ${JSON.stringify(options)}`).values()) {
    for (const [i, outcome] of (await writeSome(database, some)).entries()) {
      const write = some[i]
      if (write) outcomes.set(write, outcome)
    }
  }
  return writes.map((write) => outcomes.get(write) ?? { retry: 'no answer' })
}

const writeSome = async (database: Database, writes: readonly Identified[]): Promise<readonly Outcome[]> => {
  const options = Options.safeParse(writes[0]?.options)
  if (!options.success) return writes.map(() => ({ refused: z.prettifyError(options.error) }))
  const { columns, create, id } = options.data
  const values = writes.map((write) => columns.map(({ name, type }) => (name === id ? write.id : cell(write.value, name, type))))
  try {
    const refused = await database.insert({ table: writes[0]?.tag ?? '', columns, create, id, values })
    return refused.map((why) => (why === undefined ? 'taken' : { refused: why }))
  } catch (error) {
    return writes.map(() => ({ retry: error instanceof Error ? error.message : String(error) }))
  }
}

const cell = (row: unknown, name: string, type: ColumnType): Value => {
  const value = row instanceof Object ? (row as Readonly<{ [column: string]: unknown }>)[name] : undefined
  if (value === undefined) return null
  if (type === 'json') return JSON.stringify(value)
  return type === 'time' ? new Date(Number(value)) : parameter(value)
}
