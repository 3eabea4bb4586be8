/** Writes samples into a table. */
import { connectionOf, portsFor, sink, z } from '@millrace/flow'
import { Column, columnPort } from './column.ts'
import type { Options } from './write-rows.ts'

const extra = (initial: string, en: string, zh: string) =>
  z
    .string()
    .max(60)
    .default(initial)
    .meta({ label: { en, zh }, help: { en: 'Empty for none.', zh: '留空则不写入。' } })

export default sink({
  title: { en: 'Write to a table', zh: '写入数据表' },
  doc: {
    en: 'Adds a row whenever a value arrives, with its time, asset and quality. A Bad value is written as NULL. A row that is delivered twice is written once where there is an id column.',
    zh: '有值到达时写入一行,包含时间、资产和质量;Bad 值写为 NULL。设有标识列时,重复投递的行只写入一次。',
  },
  version: 1,
  config: z.object({
    connection: connectionOf('sql'),
    table: z
      .string()
      .min(1)
      .max(120)
      .meta({ label: { en: 'Table', zh: '表' }, widget: 'place', browse: 'writable' }),
    columns: z
      .array(Column)
      .min(1)
      .max(200)
      .meta({ label: { en: 'Columns', zh: '列' }, widget: 'table' }),
    time: extra('time', 'Column for the time', '时间列'),
    key: extra('asset', 'Column for the asset', '资产列'),
    quality: extra('quality', 'Column for the quality', '质量列'),
    id: extra('id', 'Column that names a row once', '唯一标识列'),
    create: z
      .boolean()
      .default(true)
      .meta({ label: { en: 'Make the table when it is missing', zh: '表不存在时自动创建' } }),
  }),
  in: {},
  moreIn: [portsFor('columns', '{name}', columnPort())],
  connection: 'sql',
  command: true,

  writes({ table, columns, time, key, quality, id, create }, inputs, about) {
    const cells = [
      { name: id, type: 'text' as const, value: undefined },
      { name: time, type: 'time' as const, value: about.time },
      { name: key, type: 'text' as const, value: about.key },
      { name: quality, type: 'number' as const, value: about.quality },
      ...columns.map(({ name, type }) => ({ name, type, value: inputs[name] })),
    ].filter(({ name }) => name !== '')
    const options: Options = { columns: cells.map(({ name, type }) => ({ name, type })), create, ...(id !== '' && { id }) }
    return [{ tag: table, value: Object.fromEntries(cells.map(({ name, value }) => [name, value])), options }]
  },

  examples: [
    [
      { en: 'boiler temperatures', zh: '锅炉温度' },
      { connection: 'results', table: 'temperatures', columns: [{ name: 'temperature', type: 'number' }] },
    ],
  ],
})
