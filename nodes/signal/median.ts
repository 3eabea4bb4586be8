/** The middle one of the last so many samples: takes single spikes out. */
import { fold, number, ring, z } from '@millrace/flow'
import { median } from '../math/combine.ts'

export default fold({
  title: { en: 'Median filter', zh: '中值滤波' },
  doc: { en: 'The median of the last samples: a single spike never comes through.', zh: '最近若干样本的中位数,可消除单个尖峰。' },
  version: 1,
  config: z.object({
    count: z
      .number()
      .int()
      .min(1)
      .max(1_001)
      .default(5)
      .meta({ label: { en: 'How many samples', zh: '样本数' } }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: { value: number({ unitFrom: 'u' }) },
  state: { window: ring('count') },

  fold(_config, { value }, { window }) {
    window.push(value)
    return { value: median(Array.from({ length: window.length }, (_, i) => window.at(i))) }
  },

  examples: [
    [
      { en: 'a spike', zh: '尖峰' },
      { count: 3 },
      [{ value: 10 }, { value: 10 }],
      [{ value: 11 }, { value: 10.5 }],
      [{ value: 500 }, { value: 11 }],
      [{ value: 12 }, { value: 12 }],
    ],
  ],
})
