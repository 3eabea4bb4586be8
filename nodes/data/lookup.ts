/** Looks a value up in a table: a state's name, a product's weight. */
import { any, map, Refusal, type, typeFrom, z } from '@millrace/flow'
import { readAs } from '../json/read-as.ts'
import { perConfig } from '../per-config.ts'

const row = z.object({
  from: z
    .string()
    .max(400)
    .meta({ label: { en: 'When it is', zh: '输入' } }),
  to: z.json().meta({ label: { en: 'It gives', zh: '输出' } }),
})

const config = z.object({
  rows: z
    .array(row)
    .max(10_000)
    .default([
      { from: '0', to: 'stopped' },
      { from: '1', to: 'running' },
    ])
    .meta({ label: { en: 'Table', zh: '对照表' }, widget: 'table' }),
  type: type()
    .default({ type: 'text' })
    .meta({ label: { en: 'Type that it gives', zh: '输出类型' }, widget: 'type' }),
  otherwise: z
    .json()
    .optional()
    .meta({ label: { en: 'Otherwise', zh: '否则' }, help: { en: 'Refused where empty.', zh: '留空则拒绝。' } }),
})

export default map({
  title: { en: 'Look up', zh: '查表' },
  doc: { en: 'Looks a text, number or boolean up in a table.', zh: '按文本、数值或布尔值查表。' },
  version: 1,
  config: config.superRefine((config, context) => {
    config.rows.forEach(({ to }, i) => {
      const wrong = misfit(to, config.type)
      if (wrong) context.addIssue({ code: 'custom', path: ['rows', i, 'to'], message: wrong })
    })
  }),
  in: { value: any('T') },
  out: { value: typeFrom('config.type') },

  map(config, { value }) {
    const found = tableOf(config).get(String(value)) ?? config.otherwise
    if (found !== undefined) return { value: found }
    const shown = String(value).slice(0, 40)
    throw new Refusal('not-in-table', { en: `"${shown}" is not in the table`, zh: `对照表中没有 "${shown}"` })
  },

  examples: [
    [
      { en: 'a state', zh: '状态' },
      {},
      [{ value: 1 }, { value: 'running' }],
      [{ value: '0' }, { value: 'stopped' }],
      [{ value: 7 }, { refused: 'not-in-table' }],
    ],
    [
      { en: 'weight of a product', zh: '产品重量' },
      { rows: [{ from: 'A', to: 1.25 }], type: { type: 'number', unit: 'kg' }, otherwise: 0 },
      [{ value: 'A' }, { value: 1.25 }],
      [{ value: 'B' }, { value: 0 }],
    ],
  ],
})

const tableOf = perConfig(({ rows }: z.output<typeof config>) => new Map(rows.map(({ from, to }) => [from, to])))

const misfit = (value: unknown, type: z.output<typeof config>['type']): string | undefined => {
  try {
    readAs(value, type, 'it')
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
}
