/** Mean, extremes and scatter of a sliding window, by count or by time. */
import { duration, fold, number, ring, z } from '@millrace/flow'

export default fold({
  title: { en: 'Statistics', zh: '窗口统计' },
  doc: {
    en: 'Mean, smallest, largest, standard deviation (n − 1), sum and count of the last samples; with a time, only of those not older than that.',
    zh: '最近样本的平均、最小、最大、标准差(n − 1)、合计和个数;设定时间后仅统计该时间内的样本。',
  },
  version: 1,
  config: z.object({
    count: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(60)
      .meta({ label: { en: 'Samples at most', zh: '最多样本数' } }),
    within: duration()
      .optional()
      .meta({ label: { en: 'Not older than', zh: '时间窗口' }, help: { en: 'By source time.', zh: '按源时间计算。' } }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: {
    mean: number({ unitFrom: 'u' }),
    min: number({ unitFrom: 'u' }),
    max: number({ unitFrom: 'u' }),
    deviation: number({ unitFrom: 'delta(u)' }),
    sum: number({ unitFrom: 'u' }),
    count: number(),
  },
  state: { values: ring('count'), times: ring('count') },

  fold({ within = Number.POSITIVE_INFINITY }, { value }, { values, times }, at) {
    values.push(value)
    times.push(at.time)
    let [count, mean, squares, min, max] = [0, 0, 0, value, value]
    // Welford's recurrence, from the newest back to the oldest that still counts (TAOCP 2, 4.2.2).
    for (let i = values.length - 1; i >= 0 && at.time - times.at(i) < within; i--) {
      const x = values.at(i)
      const off = x - mean
      mean += off / ++count
      squares += off * (x - mean)
      if (x < min) min = x
      else if (x > max) max = x
    }
    return { mean, min, max, deviation: count > 1 ? Math.sqrt(squares / (count - 1)) : 0, sum: mean * count, count }
  },

  examples: [
    [
      { en: 'of ten gauges (NIST/SEMATECH 6.3.2.2)', zh: '十个量测值(NIST/SEMATECH 6.3.2.2)' },
      { count: 10 },
      ...[49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6].map((value) => [{ value }, {}] as const),
      [{ value: 52.1 }, { mean: 50.81, min: 47.6, max: 53.6, deviation: 2.033852392764912, sum: 508.1, count: 10 }],
    ],
    [
      { en: 'of the last minute', zh: '最近一分钟' },
      { within: '1 min' },
      [{ value: 1 }, { mean: 1, count: 1 }],
      [{ value: 3 }, { mean: 2, count: 2 }, '30 s'],
      [{ value: 5 }, { mean: 4, count: 2 }, '30 s'],
    ],
  ],
})
