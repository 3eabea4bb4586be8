/** Takes single fields out of JSON text: what most payloads need, in one node. */
import { map, portsFor, text, typeFrom, z } from '@millrace/flow'
import { fields, pick } from '../record/fields.ts'
import { parseText } from './parse-text.ts'

export default map({
  title: { en: 'JSON fields', zh: 'JSON 字段' },
  doc: {
    en: 'Takes fields out of JSON text, each onto an output of its own type. A field that is missing or of another type is refused, unless it may be missing.',
    zh: '从 JSON 文本取出字段,各自输出为所声明的类型。除允许缺失的字段外,缺少或类型不符均被拒绝。',
  },
  version: 1,
  config: z.object({ fields: fields() }),
  in: { text: text() },
  out: {},
  moreOut: [portsFor('fields', '{name}', typeFrom('item.type'))],
  map: (config, { text }) => pick(config, parseText(text)),

  examples: [
    [
      { en: 'a meter', zh: '电表' },
      {
        fields: [
          { name: 'power', type: { type: 'number', unit: 'kW' } },
          { name: 'state', at: 'd.state', type: { type: 'text' }, optional: true },
        ],
      },
      [{ text: '{"power":12.5,"d":{"state":"RUN"}}' }, { power: 12.5, state: 'RUN' }],
      [{ text: '{"power":12.5}' }, { power: 12.5 }],
      [{ text: '{"d":{"state":"RUN"}}' }, { refused: 'field-missing' }],
      [{ text: '{"power":null}' }, { refused: 'wrong-type' }],
    ],
  ],
})
