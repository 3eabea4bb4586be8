/** Shows the tables of a database, and the columns of each. */
import type { Place } from '@millrace/flow'
import type { Database } from './database.ts'

export const placesIn = async (database: Database, place: string): Promise<readonly Place[]> => {
  const tables = await database.tables()
  if (place === '') return tables.map(({ name }) => ({ id: name, name, inside: true }))
  const { columns = [] } = tables.find(({ name }) => name === place) ?? {}
  return columns.map(({ name, type }) => ({ id: name, name, says: type, inside: false }))
}
