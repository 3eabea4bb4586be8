/** A SQLite file in the project's data folder. */
import { mkdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { connection, duration, z } from '@millrace/flow'
import { type Database, parameter, type TableRow } from './database.ts'
import { withPlaces } from './placeholders.ts'
import { placesIn } from './places.ts'
import { type Aside, openAside } from './sqlite-aside.ts'
import { writeRows } from './write-rows.ts'

export default connection({
  title: { en: 'SQLite file', zh: 'SQLite 文件' },
  doc: {
    en: 'A database in one file of the project’s data folder; it needs no server and is made when it is missing.',
    zh: '项目数据文件夹中的单文件数据库,无需服务器,不存在时自动创建。',
  },
  version: 1,
  config: z.object({
    file: z
      .string()
      .min(1)
      .max(400)
      .default('millrace.db')
      .meta({ label: { en: 'File', zh: '文件' }, widget: 'file' }),
    timeout: duration('10 s').meta({ label: { en: 'Longest time for a query', zh: '查询超时' } }),
  }),
  equipment: 'optional',

  async open({ file, timeout }, connecting): Promise<Database> {
    const path = connecting.file(file)
    await mkdir(dirname(path), { recursive: true })
    return openSqlite(path, timeout)
  },
  close: (database) => database.close(),
  write: writeRows,
  browse: placesIn,
  test: (database) => database.version(),
})

const openSqlite = async (file: string, timeout: number): Promise<Database> => {
  const writer = openAside({ file, readOnly: false })
  let reader: Aside | undefined
  const tables = () => writer.ask({ tables: true }, timeout) as ReturnType<Database['tables']>
  const query: Database['query'] = async (sql, parameters, limit) => {
    const { text, names } = withPlaces(sql, () => '?')
    if (!reader || reader.ended) reader = openAside({ file, readOnly: true })
    const values = names.map((name) => parameter(parameters[name]))
    return reader.ask({ query: text, values, limit }, timeout) as Promise<readonly TableRow[]>
  }
  try {
    await tables()
  } catch (error) {
    await writer.close()
    throw error
  }
  return {
    insert: (rows) => writer.ask({ insert: rows }, timeout) as Promise<readonly (string | undefined)[]>,
    query,
    tables,
    version: async () => `SQLite ${(await query('SELECT sqlite_version() AS v', {}, 1))[0]?.['v']}`,
    async close() {
      await Promise.all([writer.close(), reader?.close()])
    },
  }
}
