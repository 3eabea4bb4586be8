/** Passes every sample on, so much later. */
import { any, duration, fold, Refusal, sample, z } from '@millrace/flow'

interface Waiting {
  readonly due: number
  readonly value: unknown
  readonly quality: number
}

export default fold({
  title: { en: 'Delay', zh: '延迟' },
  doc: { en: 'Passes every sample on, so much later, in order.', zh: '按顺序把每个样本延迟一段时间后转发。' },
  version: 1,
  config: z.object({
    by: duration('1 s').meta({ label: { en: 'By how long', zh: '延迟时间' }, live: true }),
    most: z
      .number()
      .int()
      .min(1)
      .max(100_000)
      .default(1_000)
      .meta({
        label: { en: 'Samples that may wait', zh: '最多等待样本数' },
        help: { en: 'More are refused.', zh: '超出的样本将被拒绝。' },
      }),
  }),
  in: { value: any('T') },
  out: { value: any('T') },
  judges: true,
  state: () => ({ waiting: [] as Waiting[] }),

  fold({ by, most }, { value }, { waiting }, at) {
    if (waiting.length >= most) throw new Refusal('queue-full', { en: `${most} samples wait already`, zh: `已有 ${most} 个样本在等待` })
    waiting.push({ due: Math.max(at.now + by, waiting.at(-1)?.due ?? 0), value: value.value, quality: value.quality })
    if (waiting.length === 1) at.wake(at.now + by)
    return undefined
  },

  wake(_config, { waiting }, at) {
    const first = waiting.shift()
    at.wake(waiting[0]?.due ?? null)
    return first && { value: sample(first.value, first.quality) }
  },

  examples: [
    [
      { en: 'a second later', zh: '一秒之后' },
      {},
      [{ value: 1 }, null],
      [{ value: 2 }, null, '600 ms'],
      [null, { value: 1 }, '400 ms'],
      [null, { value: 2 }, '600 ms'],
    ],
    [{ en: 'no room', zh: '队列已满' }, { most: 1 }, [{ value: 1 }, null], [{ value: 2 }, { refused: 'queue-full' }]],
  ],
})
