/** A first-order lag (PT1). */
import { duration, f64, fold, number, z } from '@millrace/flow'

export default fold({
  title: { en: 'First-order filter', zh: '一阶滤波' },
  doc: {
    en: 'Smooths a number as a first-order lag does: after one time constant a step has come through by 63.2 %, however the samples are spaced.',
    zh: '一阶惯性滤波:经过一个时间常数,阶跃响应达到 63.2 %,与采样间隔无关。',
  },
  version: 1,
  config: z.object({
    constant: duration('10 s').meta({ label: { en: 'Time constant', zh: '时间常数' }, live: true }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: { value: number({ unitFrom: 'u' }) },
  state: { out: f64(Number.NaN), time: f64() },

  fold({ constant }, { value }, state, at) {
    if (Number.isNaN(state.out)) state.out = value
    else if (at.time > state.time) state.out += (1 - Math.exp((state.time - at.time) / constant)) * (value - state.out)
    state.time = Math.max(state.time, at.time)
    return { value: state.out }
  },

  examples: [
    [
      { en: 'a step', zh: '阶跃' },
      {},
      [{ value: 0 }, { value: 0 }],
      [{ value: 100 }, { value: 63.212055882855765 }, '10 s'],
      [{ value: 100 }, { value: 86.46647167633873 }, '10 s'],
    ],
  ],
})
