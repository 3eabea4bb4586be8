/** Holds a number between two limits. */
import { boolean, map, number, z } from '@millrace/flow'

export default map({
  title: { en: 'Clamp', zh: '限幅' },
  doc: { en: 'Holds a number between two limits, and tells when it had to.', zh: '把数值限制在上下限之间,并指示是否发生了限制。' },
  version: 1,
  config: z.object({
    low: z
      .number()
      .optional()
      .meta({ label: { en: 'Not below', zh: '下限' }, live: true }),
    high: z
      .number()
      .optional()
      .meta({ label: { en: 'Not above', zh: '上限' }, live: true }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: { value: number({ unitFrom: 'u' }), held: boolean() },

  map({ low = Number.NEGATIVE_INFINITY, high = Number.POSITIVE_INFINITY }, { value }) {
    const within = Math.min(high, Math.max(low, value))
    return { value: within, held: within !== value }
  },

  examples: [
    [
      { en: 'a set point', zh: '设定值' },
      { low: 0, high: 100 },
      [{ value: 120 }, { value: 100, held: true }],
      [{ value: 20 }, { value: 20, held: false }],
    ],
  ],
})
