/** Makes a record out of single values. */
import { map, portsFor, type, typeFrom, z } from '@millrace/flow'
import { portName } from '../port-name.ts'

const field = z.object({
  name: portName(),
  type: type()
    .default({ type: 'number' })
    .meta({ label: { en: 'Type', zh: '类型' }, widget: 'type' }),
})

export default map({
  title: { en: 'Build record', zh: '组成记录' },
  doc: { en: 'Makes a record of the newest values of its inputs.', zh: '把各输入的最新值组成记录。' },
  version: 1,
  config: z.object({
    fields: z
      .array(field)
      .min(1)
      .max(1_000)
      .default([{ name: 'value', type: { type: 'number' } }])
      .meta({ label: { en: 'Fields', zh: '字段' }, widget: 'table' }),
  }),
  in: {},
  moreIn: [portsFor('fields', '{name}', typeFrom('item.type'))],
  out: { record: typeFrom('config.fields') },
  map: (_config, inputs) => ({ record: { ...inputs } }),

  examples: [
    [
      { en: 'two values', zh: '两个值' },
      {
        fields: [
          { name: 't', type: { type: 'number', unit: '°C' } },
          { name: 'state', type: { type: 'text' } },
        ],
      },
      [{ t: 80, state: 'RUN' }, { record: { t: 80, state: 'RUN' } }],
      [{ t: 81 }, { record: { t: 81, state: 'RUN' } }],
    ],
  ],
})
