/** How fast a number moves. */
import { f64, fold, number, z } from '@millrace/flow'
import { per, perMs } from './per.ts'

export default fold({
  title: { en: 'Rate of change', zh: '变化率' },
  doc: {
    en: 'The difference to the sample before, by the time between the two as their source stamped them.',
    zh: '与前一样本之差除以两者的源时间差。',
  },
  version: 1,
  config: z.object({ per: per('min') }),
  in: { value: number({ unitAs: 'u' }) },
  out: { rate: number({ unitFrom: 'delta(u) / config.per' }) },
  state: { last: f64(Number.NaN), time: f64() },

  fold({ per }, { value }, state, at) {
    const { last } = state
    const ms = at.time - state.time
    if (Number.isNaN(last) || ms > 0) {
      state.last = value
      state.time = at.time
    }
    return Number.isNaN(last) || ms <= 0 ? undefined : { rate: ((value - last) / ms) * perMs[per] }
  },

  examples: [
    [
      { en: 'heating up', zh: '升温' },
      {},
      [{ value: 20 }, null],
      [{ value: 21 }, { rate: 2 }, '30 s'],
      [{ value: 21 }, { rate: 0 }, '30 s'],
    ],
  ],
})
