/** Asks a database. */
import { any, call, connectionOf, json, list, number, type Outside, portsFor, Quality, sample, z } from '@millrace/flow'
import { Column, columnPort } from './column.ts'
import type { Database } from './database.ts'
import { withPlaces } from './placeholders.ts'

const Query = z.object({
  connection: connectionOf('sql'),
  sql: z
    .string()
    .min(1)
    .max(20_000)
    .meta({
      label: { en: 'Query', zh: '查询' },
      help: { en: 'Values stand in it as :name, one input each.', zh: '值以 :名称 写入,每个对应一个输入。' },
      widget: 'code',
    }),
  parameters: z
    .array(Column)
    .max(100)
    .default([])
    .meta({ label: { en: 'Values', zh: '参数' }, widget: 'table' }),
  columns: z
    .array(Column)
    .max(200)
    .default([])
    .meta({
      label: { en: 'Outputs from the first row', zh: '取自首行的输出' },
      help: { en: 'Columns that become outputs of their own.', zh: '成为独立输出的列。' },
      widget: 'table',
    }),
  limit: z
    .number()
    .int()
    .min(1)
    .max(100_000)
    .default(1_000)
    .meta({ label: { en: 'Rows at most', zh: '最多行数' } }),
})

export default call({
  title: { en: 'Query a database', zh: '查询数据库' },
  doc: {
    en: 'Runs a query with values from its inputs, which travel beside it and are never part of its text. It can only read.',
    zh: '以输入值作为参数执行查询;参数与语句分离,绝不拼入文本。仅可读取。',
  },
  version: 1,
  config: Query.superRefine(({ sql, parameters }, context) => {
    const known = new Set(parameters.map(({ name }) => name))
    const unknown = withPlaces(sql, () => '?').names.filter((name) => !known.has(name))
    if (unknown.length > 0) context.addIssue({ code: 'custom', path: ['sql'], message: `there is no value named ${unknown.join(', ')}` })
  }),
  in: { ask: any('T', { event: true, optional: true }) },
  moreIn: [portsFor('parameters', '{name}', columnPort())],
  out: { rows: list(json()), first: json(), count: number() },
  moreOut: [portsFor('columns', '{name}', columnPort())],
  connection: 'sql',
  idempotent: true,

  async open({ sql, parameters, columns, limit }, { client }: Outside<Database>) {
    return {
      async ask(inputs: Readonly<{ [name: string]: unknown }>) {
        const rows = await client.query(sql, Object.fromEntries(parameters.map(({ name }) => [name, inputs[name]])), limit)
        const [first] = rows
        const own = columns.map(({ name, type }) => [name, outputOf(first?.[name], type)] as const)
        return { rows, first: first ?? null, count: rows.length, ...Object.fromEntries(own) }
      },
      close: () => undefined,
    }
  },

  examples: [
    [
      { en: 'the target of a product', zh: '产品目标值' },
      {
        connection: 'erp',
        sql: 'SELECT target FROM products WHERE code = :product',
        parameters: [{ name: 'product', type: 'text' }],
        columns: [{ name: 'target', type: 'number' }],
      },
    ],
  ],
})

/** NULL and what does not fit the column's type are Bad. */
const outputOf = (value: unknown, type: Column['type']): unknown => {
  if (value === null || value === undefined) return sample(undefined, Quality.BadNoData)
  if (type === 'json') return value
  if (type === 'boolean' && (value === 0 || value === 1)) return value === 1
  if (type === 'bytes' && typeof value === 'string') return new Uint8Array(Buffer.from(value, 'base64'))
  const fits = type === 'text' ? typeof value === 'string' : typeof value === type
  return fits ? value : sample(undefined, Quality.BadTypeMismatch)
}
