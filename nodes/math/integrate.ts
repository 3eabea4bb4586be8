/** Adds up a rate over time: kW into kWh, m³/h into m³. */
import { any, duration, f64, fold, number, z } from '@millrace/flow'
import { happened } from '../logic/latch.ts'
import { per, perMs } from './per.ts'

export default fold({
  title: { en: 'Integrate', zh: '积分' },
  doc: {
    en: 'Adds up a rate over time by the trapezoidal rule. A gap between two samples that is longer than allowed counts nothing.',
    zh: '用梯形法对速率按时间积分。两样本间隔超过允许值时该段不计入。',
  },
  version: 1,
  config: z.object({
    per: per('h').meta({ label: { en: 'The rate is per', zh: '速率按每' } }),
    gap: duration()
      .optional()
      .meta({ label: { en: 'Longest gap that counts', zh: '允许的最大间隔' } }),
  }),
  in: { value: number({ unitAs: 'u' }), reset: any('T', { event: true, optional: true }) },
  out: { total: number({ unitFrom: 'u * config.per' }) },
  state: { last: f64(Number.NaN), time: f64(), total: f64() },

  fold({ per, gap = Number.POSITIVE_INFINITY }, { value, reset }, state, at) {
    if (at.arrived('value')) {
      const ms = at.time - state.time
      if (!Number.isNaN(state.last) && ms > 0 && ms <= gap) state.total += (((state.last + value) / 2) * ms) / perMs[per]
      state.last = value
      state.time = at.time
    }
    if (happened(reset)) state.total = 0
    return { total: state.total }
  },

  commands: ['reset'],
  obey(_config, state) {
    state.total = 0
    return { total: 0 }
  },

  examples: [
    [
      { en: 'kW become kWh', zh: '千瓦积分为千瓦时' },
      {},
      [{ value: 10 }, { total: 0 }],
      [{ value: 10 }, { total: 5 }, '30 min'],
      [{ value: 20 }, { total: 12.5 }, '30 min'],
      ['reset', { total: 0 }],
    ],
    [{ en: 'a gap', zh: '间断' }, { gap: '1 min' }, [{ value: 10 }, { total: 0 }], [{ value: 10 }, { total: 0 }, '30 min']],
  ],
})
