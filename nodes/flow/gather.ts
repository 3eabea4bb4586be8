/** One figure out of many assets: the sum over all boilers, the hottest of them. */
import { type Child, gather, isBad, number, Quality, sample, worst, z } from '@millrace/flow'
import { ancestorFields, ancestorOf } from './ancestor.ts'

export default gather({
  title: { en: 'Gather numbers', zh: '汇总数值' },
  doc: {
    en: 'Sum, mean, smallest, largest and count of the newest values of all assets below one. It goes on under the key of that one.',
    zh: '对某对象之下所有对象的最新值求和、平均、最小、最大和个数,并以该对象的路径继续。',
  },
  version: 1,
  config: z.object({
    ...ancestorFields,
    skipBad: z
      .boolean()
      .default(true)
      .meta({
        label: { en: 'Leave Bad values out', zh: '剔除坏质量' },
        help: { en: 'What is left is then Uncertain.', zh: '剔除后结果标记为不确定。' },
      }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: {
    sum: number({ unitFrom: 'u' }),
    mean: number({ unitFrom: 'u' }),
    min: number({ unitFrom: 'u' }),
    max: number({ unitFrom: 'u' }),
    count: number(),
  },
  to: ancestorOf,

  gather({ skipBad }, children) {
    let [count, sum, min, max] = [0, 0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    let quality: number = Quality.Good
    for (const { sample } of children as readonly Child[]) {
      const left = skipBad && isBad(sample.quality)
      quality = worst(quality, left ? Quality.UncertainSubNormal : sample.quality)
      if (left) continue
      const value = Number(sample.value)
      count++
      sum += value
      min = Math.min(min, value)
      max = Math.max(max, value)
    }
    const of = (value: number) => (count === 0 ? sample(undefined, Quality.BadNoData) : sample(value, quality))
    return { sum: of(sum), mean: of(sum / count), min: of(min), max: of(max), count: sample(count, quality) }
  },

  examples: [
    [
      { en: 'all boilers', zh: '所有锅炉' },
      {},
      [
        { 'plant1/b1': 80, 'plant1/b2': 90 },
        { sum: 170, mean: 85, min: 80, max: 90, count: 2 },
      ],
      [
        { 'plant1/b1': { quality: Quality.BadNoCommunication } },
        { sum: { value: 90, quality: Quality.UncertainSubNormal }, count: { value: 1, quality: Quality.UncertainSubNormal } },
      ],
    ],
    [{ en: 'only those of plant1', zh: '仅 plant1 之下' }, { to: 'plant1' }, [{ 'plant1/a/b1': 1, 'plant2/a/b1': 2 }, { sum: 1 }]],
  ],
})
