/** Reads JSON text into a value of a declared type. */
import { map, text, type, typeFrom, z } from '@millrace/flow'
import { parseText } from './parse-text.ts'
import { readAs } from './read-as.ts'

export default map({
  title: { en: 'Parse JSON', zh: '解析 JSON' },
  doc: {
    en: 'Reads JSON text into a value of the type you declare. A missing field, a wrong type or an integer beyond 2^53 is refused; fields that are not declared are left out.',
    zh: '把 JSON 文本读成所声明类型的值。缺少字段、类型不符或超过 2^53 的整数均被拒绝;未声明的字段被略去。',
  },
  version: 1,
  config: z.object({
    type: type()
      .default({ type: 'json' })
      .meta({ label: { en: 'Type', zh: '类型' }, widget: 'type' }),
  }),
  in: { text: text() },
  out: { value: typeFrom('config.type') },
  map: ({ type }, { text }) => ({ value: readAs(parseText(text), type, 'value') }),

  examples: [
    [
      { en: 'a record', zh: '记录' },
      { type: { type: 'record', fields: { t: { type: 'number', unit: '°C' }, ok: { type: 'boolean' } } } },
      [{ text: '{"t":80.5,"ok":true,"more":1}' }, { value: { t: 80.5, ok: true } }],
      [{ text: '{"t":80.5}' }, { refused: 'field-missing' }],
      [{ text: '{"t":"80.5","ok":true}' }, { refused: 'wrong-type' }],
      [{ text: '{"t":9007199254740993,"ok":true}' }, { refused: 'integer-too-large' }],
    ],
    [
      { en: 'anything', zh: '任意' },
      {},
      [{ text: '[1, null, {"a": "b"}]' }, { value: [1, null, { a: 'b' }] }],
      [{ text: 'hot' }, { refused: 'not-json' }],
    ],
    [
      { en: 'a large number as text', zh: '大整数按文本' },
      { type: { type: 'text' } },
      [{ text: '9007199254740993' }, { value: '9007199254740993' }],
    ],
  ],
})
