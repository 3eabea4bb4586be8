/** Takes fields out of a record. */
import { any, map, portsFor, typeFrom, z } from '@millrace/flow'
import { fields, pick } from './fields.ts'

export default map({
  title: { en: 'Pick fields', zh: '取字段' },
  doc: {
    en: 'Takes fields out of a record or of JSON, each onto an output of its own type.',
    zh: '从记录或 JSON 中取出字段,各自输出为所声明的类型。',
  },
  version: 1,
  config: z.object({ fields: fields() }),
  in: { record: any('T') },
  out: {},
  moreOut: [portsFor('fields', '{name}', typeFrom('item.type'))],
  map: (config, { record }) => pick(config, record),

  examples: [
    [
      { en: 'one of a list', zh: '列表中的一项' },
      { fields: [{ name: 'speed', at: 'motors.1.rpm', type: { type: 'number', unit: '1/min' } }] },
      [{ record: { motors: [{ rpm: 1450 }, { rpm: 2900 }] } }, { speed: 2900 }],
      [{ record: { motors: [] } }, { refused: 'field-missing' }],
    ],
  ],
})
