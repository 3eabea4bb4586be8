/** Puts values into a text. */
import { json, map, portsFor, text, z } from '@millrace/flow'
import { perConfig } from '../per-config.ts'
import { portName } from '../port-name.ts'

const places = /\{([\p{L}\p{N}_][\p{L}\p{M}\p{N}_-]*)(?::(\d{1,2}))?\}/gu
const known = new Set(['key', 'time'])

const config = z
  .object({
    text: z
      .string()
      .max(100_000)
      .default('{value}')
      .meta({
        label: { en: 'Text', zh: '文本' },
        widget: 'lines',
        help: {
          en: '{name} stands for an input, {name:1} for a number with one decimal, {key} for the asset, {time} for the source time (UTC).',
          zh: '{名称} 代表输入,{名称:1} 表示保留一位小数,{key} 为对象路径,{time} 为源时间(UTC)。',
        },
      }),
    inputs: z
      .array(portName())
      .min(1)
      .max(64)
      .default(['value'])
      .meta({ label: { en: 'Inputs', zh: '输入' }, widget: 'lines' }),
  })
  .superRefine(({ text, inputs }, context) => {
    for (const [, name = ''] of text.matchAll(places))
      if (!known.has(name) && !inputs.includes(name))
        context.addIssue({ code: 'custom', path: ['text'], message: `there is no input "${name}"` })
  })

export default map({
  title: { en: 'Template text', zh: '模板文本' },
  doc: { en: 'Puts the values of its inputs into a text.', zh: '把各输入的值填入文本。' },
  version: 1,
  config,
  in: {},
  moreIn: [portsFor('inputs', '{item}', json())],
  out: { text: text() },

  map(config, inputs, { key, time }) {
    const values: Readonly<Record<string, unknown>> = { ...inputs, key, time: new Date(time).toISOString() }
    return {
      text: partsOf(config)
        .map((part) => (typeof part === 'string' ? part : written(values[part.name], part.decimals)))
        .join(''),
    }
  },

  examples: [
    [
      { en: 'a message', zh: '一条消息' },
      { text: 'boiler at {t:1} °C since {time}', inputs: ['t'] },
      [{ t: 95.26 }, { text: 'boiler at 95.3 °C since 1970-01-01T00:00:00.000Z' }],
    ],
    [{ en: 'a record', zh: '记录' }, { text: 'got {value}' }, [{ value: { a: 1 } }, { text: 'got {"a":1}' }]],
  ],
})

/** Fixed text and places, in turn. */
const partsOf = perConfig(({ text }: z.output<typeof config>) => {
  const parts: (string | { readonly name: string; readonly decimals: number | undefined })[] = []
  let at = 0
  for (const { 0: place, 1: name = '', 2: decimals, index } of text.matchAll(places)) {
    parts.push(text.slice(at, index), { name, decimals: decimals === undefined ? undefined : Math.min(20, Number(decimals)) })
    at = index + place.length
  }
  return [...parts, text.slice(at)]
})

const written = (value: unknown, decimals: number | undefined): string => {
  if (typeof value === 'number' && decimals !== undefined) return value.toFixed(decimals)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
