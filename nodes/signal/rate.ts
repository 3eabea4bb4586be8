/** How fast a counter counts, over a sliding window: parts per minute out of a part counter. */
import { duration, f64, fold, number, ring, z } from '@millrace/flow'
import { per, perMs } from '../math/per.ts'
import { rise } from '../math/rise.ts'
import { rollover } from '../math/rollover.ts'

export default fold({
  title: { en: 'Counting rate', zh: '计数速率' },
  doc: {
    en: 'How fast a counter has risen over the last while, whether it ran over or was set back meanwhile. Looks back over so many samples at most.',
    zh: '计数器在最近一段时间内的上升速率,期间溢出或清零均不影响。最多回看设定个数的样本。',
  },
  version: 1,
  config: z.object({
    within: duration('1 min').meta({ label: { en: 'Over the last', zh: '统计时间' } }),
    per: per('min'),
    rollover: rollover(),
    most: z
      .number()
      .int()
      .min(2)
      .max(100_000)
      .default(120)
      .meta({ label: { en: 'Samples at most', zh: '最多样本数' } }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: { rate: number({ unitFrom: 'u / config.per' }) },
  state: { last: f64(Number.NaN), total: f64(), totals: ring('most'), times: ring('most') },

  fold({ within, per, rollover }, { value }, state, at) {
    const { totals, times } = state
    state.total += rise(state.last, value, rollover)
    state.last = value
    totals.push(state.total)
    times.push(at.time)
    let first = totals.length - 1
    while (first > 0 && at.time - times.at(first - 1) <= within) first--
    const ms = at.time - times.at(first)
    return ms > 0 ? { rate: ((state.total - totals.at(first)) / ms) * perMs[per] } : undefined
  },

  examples: [
    [
      { en: 'parts per minute', zh: '每分钟件数' },
      {},
      [{ value: 100 }, null],
      [{ value: 110 }, { rate: 20 }, '30 s'],
      [{ value: 130 }, { rate: 30 }, '30 s'],
      [{ value: 140 }, { rate: 30 }, '30 s'],
    ],
  ],
})
