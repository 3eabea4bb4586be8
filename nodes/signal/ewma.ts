/** The exponentially weighted moving average (NIST/SEMATECH e-Handbook, 6.3.2.4). */
import { f64, fold, number, z } from '@millrace/flow'

export default fold({
  title: { en: 'Exponential average', zh: '指数加权平均' },
  doc: {
    en: 'The exponentially weighted moving average: each sample counts by the weight, all earlier ones by the rest (NIST/SEMATECH 6.3.2.4).',
    zh: '指数加权移动平均:新样本按权重计入,其余权重归于历史(NIST/SEMATECH 6.3.2.4)。',
  },
  version: 1,
  config: z.object({
    weight: z
      .number()
      .gt(0)
      .max(1)
      .default(0.3)
      .meta({ label: { en: 'Weight of a new sample', zh: '新样本权重' }, live: true }),
    start: z
      .number()
      .optional()
      .meta({ label: { en: 'Begins at', zh: '初值' }, help: { en: 'The first sample where empty.', zh: '留空则取首个样本。' } }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: { mean: number({ unitFrom: 'u' }) },
  state: { mean: f64(Number.NaN) },

  fold({ weight, start }, { value }, state) {
    if (Number.isNaN(state.mean)) state.mean = start ?? value
    state.mean += weight * (value - state.mean)
    return { mean: state.mean }
  },

  examples: [
    [
      { en: 'from the target on (NIST 6.3.2.4)', zh: '自目标值起(NIST 6.3.2.4)' },
      { weight: 0.3, start: 50 },
      [{ value: 52 }, { mean: 50.6 }],
      [{ value: 47 }, { mean: 49.52 }],
      [{ value: 53 }, { mean: 50.564 }],
      [{ value: 49.3 }, { mean: 50.1848 }],
    ],
  ],
})
