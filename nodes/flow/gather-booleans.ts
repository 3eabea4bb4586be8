/** One answer out of many assets: all run, any is in alarm, how many. */
import { boolean, gather, isBad, number, Quality, sample, worst, z } from '@millrace/flow'
import { ancestorFields, ancestorOf } from './ancestor.ts'

export default gather({
  title: { en: 'Gather booleans', zh: '汇总布尔值' },
  doc: {
    en: 'Whether all or any of the assets below one are true, how many are, and of how many. It goes on under the key of that one.',
    zh: '某对象之下的对象是否全部或任一为真、为真个数及总数,并以该对象的路径继续。',
  },
  version: 1,
  config: z.object(ancestorFields),
  in: { value: boolean() },
  out: { all: boolean(), any: boolean(), count: number(), of: number() },
  to: ancestorOf,

  gather(_config, children) {
    let [count, of] = [0, 0]
    let quality: number = Quality.Good
    for (const child of children) {
      const bad = isBad(child.sample.quality)
      quality = worst(quality, bad ? Quality.UncertainSubNormal : child.sample.quality)
      if (bad) continue
      of++
      if (child.sample.value === true) count++
    }
    if (of === 0) quality = Quality.BadNoData
    return {
      all: sample(count === of, quality),
      any: sample(count > 0, quality),
      count: sample(count, quality),
      of: sample(of, quality),
    }
  },

  examples: [
    [
      { en: 'pumps that run', zh: '运行中的泵' },
      {},
      [
        { 'plant1/p1': true, 'plant1/p2': false },
        { all: false, any: true, count: 1, of: 2 },
      ],
      [{ 'plant1/p2': true }, { all: true, any: true, count: 2, of: 2 }],
    ],
  ],
})
