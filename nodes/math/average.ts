/** The mean of the last so many samples. */
import { f64, fold, number, ring, z } from '@millrace/flow'

export default fold({
  title: { en: 'Moving average', zh: '滑动平均' },
  doc: { en: 'The mean of the last samples of each key.', zh: '每个对象最近若干样本的平均值。' },
  version: 1,
  config: z.object({
    count: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(10)
      .meta({ label: { en: 'How many samples', zh: '样本数' } }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: { mean: number({ unitFrom: 'u' }) },
  state: { sum: f64(), pushed: f64(), of: f64(), window: ring('count') },

  fold({ count }, { value }, state) {
    // A deploy may have made the window longer or shorter.
    if (state.of !== count) {
      state.of = count
      state.sum = total(state.window)
    }
    const left = state.window.push(value)
    state.sum += Number.isNaN(left) ? value : value - left
    if (++state.pushed >= count * 64) {
      state.pushed = 0
      state.sum = total(state.window)
    }
    return { mean: state.sum / state.window.length }
  },

  examples: [
    [
      { en: 'of the last two', zh: '最近两个样本' },
      { count: 2 },
      [{ value: 1 }, { mean: 1 }],
      [{ value: 3 }, { mean: 2 }],
      [{ value: 5 }, { mean: 4 }],
    ],
  ],
})

/** Adding up afresh now and then keeps rounding errors from growing for years. */
const total = (window: { readonly length: number; at(i: number): number }): number => {
  let sum = 0
  for (let i = 0; i < window.length; i++) sum += window.at(i)
  return sum
}
