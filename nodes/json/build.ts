/** Writes a value as JSON text. */
import { json, map, text, z } from '@millrace/flow'

export default map({
  title: { en: 'Build JSON', zh: '生成 JSON' },
  doc: { en: 'Writes any value as JSON text.', zh: '把任意值写成 JSON 文本。' },
  version: 1,
  config: z.object({
    indent: z
      .number()
      .int()
      .min(0)
      .max(8)
      .default(0)
      .meta({ label: { en: 'Indent', zh: '缩进' } }),
  }),
  in: { value: json() },
  out: { text: text() },
  map: ({ indent }, { value }) => ({ text: JSON.stringify(value, plain, indent) }),
  examples: [[{ en: 'a record', zh: '记录' }, {}, [{ value: { t: 80.5, ok: true } }, { text: '{"t":80.5,"ok":true}' }]]],
})

/** A waveform's numbers are written as a list. */
const plain = (_name: string, value: unknown): unknown => (value instanceof Float64Array ? Array.from(value) : value)
