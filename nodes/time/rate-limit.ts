/** Passes at most one sample in each interval. */
import { any, duration, fold, sample, z } from '@millrace/flow'

interface State {
  /** Journal time from which the next may pass. */
  from: number
  held: { readonly value: unknown; readonly quality: number; readonly time: number } | null
}

export default fold({
  title: { en: 'Rate limit', zh: '限速' },
  doc: {
    en: 'Passes at most one sample in each interval. Of those that come too early the latest follows when the interval is over, or all are dropped.',
    zh: '每个间隔内最多转发一个样本。提前到达的样本可在间隔结束时转发最新一个,或全部丢弃。',
  },
  version: 1,
  config: z.object({
    interval: duration('1 s').meta({ label: { en: 'Interval', zh: '间隔' }, live: true }),
    early: z
      .enum(['latest', 'drop'])
      .default('latest')
      .meta({
        label: { en: 'Of those that come too early', zh: '提前到达的样本' },
        choices: { latest: { en: 'the latest follows', zh: '稍后转发最新一个' }, drop: { en: 'all are dropped', zh: '全部丢弃' } },
      }),
  }),
  in: { value: any('T') },
  out: { value: any('T') },
  judges: true,
  state: (): State => ({ from: 0, held: null }),

  fold({ interval, early }, { value }, state, at) {
    if (at.now >= state.from) {
      state.from = at.now + interval
      return { value }
    }
    if (early === 'latest') {
      state.held = { value: value.value, quality: value.quality, time: value.time }
      at.wake(state.from)
    }
    return undefined
  },

  wake({ interval }, state, at) {
    const { held } = state
    state.held = null
    state.from = at.now + interval
    return held ? { value: sample(held.value, held.quality, held.time) } : undefined
  },

  examples: [
    [
      { en: 'the latest follows', zh: '转发最新一个' },
      {},
      [{ value: 1 }, { value: 1 }],
      [{ value: 2 }, null, '200 ms'],
      [{ value: 3 }, null, '200 ms'],
      [null, { value: 3 }, '600 ms'],
    ],
    [{ en: 'dropped', zh: '丢弃' }, { early: 'drop' }, [{ value: 1 }, { value: 1 }], [{ value: 2 }, null, '200 ms'], [null, null, '5 s']],
  ],
})
