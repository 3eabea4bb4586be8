/** Writes a number as text. */
import { map, number, text, z } from '@millrace/flow'

export default map({
  title: { en: 'Number to text', zh: '数值转文本' },
  doc: { en: 'Writes a number as text, with so many decimals if asked.', zh: '把数值写成文本,可指定小数位数。' },
  version: 1,
  config: z.object({
    decimals: z
      .number()
      .int()
      .min(0)
      .max(20)
      .optional()
      .meta({ label: { en: 'Decimals', zh: '小数位数' } }),
    after: z
      .string()
      .max(40)
      .default('')
      .meta({ label: { en: 'Written behind it', zh: '后缀' } }),
  }),
  in: { value: number() },
  out: { text: text() },
  map: ({ decimals, after }, { value }) => ({ text: `${decimals === undefined ? value : value.toFixed(decimals)}${after}` }),
  examples: [
    [{ en: 'as it is', zh: '原样' }, {}, [{ value: 0.5 }, { text: '0.5' }]],
    [{ en: 'one decimal and a unit', zh: '一位小数加单位' }, { decimals: 1, after: ' °C' }, [{ value: 80.25 }, { text: '80.3 °C' }]],
  ],
})
