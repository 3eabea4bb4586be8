/** One number out of several redundant ones: the mean, the middle, the smallest, the largest. */
import { isBad, map, number, portsFor, Quality, sample, worst, z } from '@millrace/flow'
import { howMany } from '../how-many.ts'

export default map({
  title: { en: 'Combine', zh: '合并取值' },
  doc: {
    en: 'The mean, median, smallest, largest or spread of several numbers of one unit. A Bad one is left out, or makes the result Bad.',
    zh: '多个同单位数值的平均、中位、最小、最大或极差。坏质量的输入可以剔除,或使结果变坏。',
  },
  version: 1,
  config: z.object({
    how: z
      .enum(['mean', 'median', 'min', 'max', 'spread'])
      .default('mean')
      .meta({
        label: { en: 'Take the', zh: '取' },
        choices: {
          mean: { en: 'mean', zh: '平均值' },
          median: { en: 'median', zh: '中位数' },
          min: { en: 'smallest', zh: '最小值' },
          max: { en: 'largest', zh: '最大值' },
          spread: { en: 'spread (largest − smallest)', zh: '极差(最大 − 最小)' },
        },
      }),
    inputs: howMany(),
    skipBad: z
      .boolean()
      .default(false)
      .meta({ label: { en: 'Leave Bad inputs out', zh: '剔除坏质量输入' } }),
  }),
  in: {},
  moreIn: [portsFor('inputs', 'in{item}', number({ unitAs: 'u' }))],
  out: { value: number({ unitFrom: 'u' }) },
  judges: true,

  map({ how, skipBad }, inputs) {
    const values: number[] = []
    let quality: number = Quality.Good
    for (const name in inputs) {
      const input = inputs[name]
      if (!input) continue
      const left = skipBad && isBad(input.quality)
      if (!left) values.push(Number(input.value))
      quality = worst(quality, left ? Quality.UncertainSubNormal : input.quality)
    }
    return { value: sample(values.length === 0 ? Number.NaN : ways[how](values), quality) }
  },

  examples: [
    [
      { en: 'the middle of three', zh: '三取中' },
      { how: 'median', inputs: 3, skipBad: true },
      [{ in1: 20, in2: 21, in3: 90 }, { value: 21 }],
      [{ in3: { quality: Quality.BadSensorFailure } }, { value: { value: 20.5, quality: Quality.UncertainSubNormal } }],
    ],
    [
      { en: 'one is Bad', zh: '其一为坏质量' },
      {},
      [{ in1: 1, in2: 2 }, { value: 1.5 }],
      [{ in2: { quality: Quality.Bad } }, { value: { quality: Quality.Bad } }],
    ],
  ],
})

export const median = (values: readonly number[]): number => {
  const sorted = Float64Array.from(values).sort()
  const half = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[half] ?? Number.NaN) : ((sorted[half - 1] ?? Number.NaN) + (sorted[half] ?? Number.NaN)) / 2
}

const ways = {
  mean: (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length,
  median,
  min: (values: readonly number[]) => Math.min(...values),
  max: (values: readonly number[]) => Math.max(...values),
  spread: (values: readonly number[]) => Math.max(...values) - Math.min(...values),
}
