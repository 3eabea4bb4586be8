/** Reads a number from text. */
import { map, number, Refusal, text, unit, z } from '@millrace/flow'

export default map({
  title: { en: 'Text to number', zh: '文本转数值' },
  doc: {
    en: 'Reads a number from text. Text that is none is refused, and so is an integer too large to be held exactly.',
    zh: '从文本读取数值。不是数值的文本,以及无法精确表示的大整数,均被拒绝。',
  },
  version: 1,
  config: z.object({
    unit: unit()
      .optional()
      .meta({ label: { en: 'Unit', zh: '单位' } }),
    decimal: z
      .enum(['.', ','])
      .default('.')
      .meta({ label: { en: 'Decimal sign', zh: '小数点符号' } }),
  }),
  in: { text: text() },
  out: { value: number({ unitFrom: 'config.unit' }) },

  map({ decimal }, { text }) {
    const written = decimal === ',' ? text.replace(',', '.') : text
    if (!numeric.test(written)) throw new Refusal('not-a-number', notNumber(text))
    const value = Number(written)
    if (!Number.isSafeInteger(value) && whole.test(written))
      throw new Refusal('integer-too-large', {
        en: `${text.trim().slice(0, 40)} is beyond 2^53 and cannot be held exactly`,
        zh: `${text.trim().slice(0, 40)} 超过 2^53,无法精确表示`,
      })
    return { value }
  },

  examples: [
    [{ en: 'with a unit', zh: '带单位' }, { unit: '°C' }, [{ text: ' 80.5 ' }, { value: 80.5 }], [{ text: '1e20' }, { value: 1e20 }]],
    [{ en: 'decimal comma', zh: '逗号小数' }, { decimal: ',' }, [{ text: '1,5' }, { value: 1.5 }]],
    [
      { en: 'no number', zh: '不是数值' },
      {},
      [{ text: 'hot' }, { refused: 'not-a-number' }],
      [{ text: '' }, { refused: 'not-a-number' }],
      [{ text: '9007199254740993' }, { refused: 'integer-too-large' }],
    ],
  ],
})

/** Unlike Number(), neither hexadecimal nor empty text nor Infinity. Bounded, so that a megabyte of digits costs nothing. */
const numeric = /^\s{0,100}[+-]?(?:\d{1,400}\.?\d{0,400}|\.\d{1,400})(?:[eE][+-]?\d{1,4})?\s{0,100}$/
const whole = /^\s*[+-]?\d+\s*$/

const notNumber = (text: string) => {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text
  return { en: `"${shown}" is not a number`, zh: `"${shown}" 不是数值` }
}
