/** Adds up what a counter counts, across overflows and resets. */
import { any, f64, fold, number, z } from '@millrace/flow'
import { happened } from '../logic/latch.ts'
import { rise } from './rise.ts'
import { rollover } from './rollover.ts'

export default fold({
  title: { en: 'Totaliser', zh: '累计' },
  doc: {
    en: 'How much a counter has risen since the first sample or the last reset, whether it ran over or was set back to zero meanwhile.',
    zh: '自首个样本或上次复位以来计数器的增量,期间溢出或清零均不影响。',
  },
  version: 1,
  config: z.object({ rollover: rollover() }),
  in: { value: number({ unitAs: 'u' }), reset: any('T', { event: true, optional: true }) },
  out: { total: number({ unitFrom: 'u' }), step: number({ unitFrom: 'u' }) },
  state: { last: f64(Number.NaN), total: f64() },

  fold({ rollover }, { value, reset }, state) {
    const step = rise(state.last, value, rollover)
    state.last = value
    state.total = happened(reset) ? 0 : state.total + step
    return { total: state.total, step }
  },

  commands: ['reset'],
  obey(_config, state) {
    state.total = 0
    return { total: 0 }
  },

  examples: [
    [
      { en: 'a 16-bit counter runs over', zh: '16 位计数器溢出' },
      { rollover: 65536 },
      [{ value: 65530 }, { total: 0, step: 0 }],
      [{ value: 4 }, { total: 10, step: 10 }],
      [{ value: 9 }, { total: 15, step: 5 }],
      [{ reset: true }, { total: 0 }],
    ],
    [
      { en: 'a meter is replaced', zh: '更换仪表' },
      {},
      [{ value: 1000 }, { total: 0 }],
      [{ value: 1010 }, { total: 10 }],
      [{ value: 3 }, { total: 13 }],
      ['reset', { total: 0 }],
    ],
  ],
})
