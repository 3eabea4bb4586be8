/** Maps a number from one range onto another, in a straight line. */
import { map, number, unit, z } from '@millrace/flow'

const range = z.tuple([z.number(), z.number()])

export default map({
  title: { en: 'Scale', zh: '线性变换' },
  doc: { en: 'Maps a number from one range onto another, in a straight line.', zh: '把一个量程线性映射到另一个量程。' },
  version: 1,
  config: z.object({
    from: range.default([0, 100]).meta({ label: { en: 'Range that comes in', zh: '输入量程' } }),
    to: range.default([0, 1]).meta({ label: { en: 'Range that goes out', zh: '输出量程' } }),
    unit: unit()
      .optional()
      .meta({ label: { en: 'Unit that goes out', zh: '输出单位' } }),
    clamp: z
      .boolean()
      .default(false)
      .meta({ label: { en: 'Hold the result within the range', zh: '限制在量程内' } }),
  }),
  in: { value: number() },
  out: { value: number({ unitFrom: 'config.unit' }) },

  map({ from, to, clamp }, { value }) {
    const part = (value - from[0]) / (from[1] - from[0])
    const held = clamp ? Math.min(1, Math.max(0, part)) : part
    return { value: to[0] + held * (to[1] - to[0]) }
  },

  examples: [
    [{ en: '4–20 mA is 0–10 bar', zh: '4–20 mA 对应 0–10 bar' }, { from: [4, 20], to: [0, 10] }, [{ value: 12 }, { value: 5 }]],
    [{ en: 'held at the end of the range', zh: '限制在量程端点' }, { clamp: true }, [{ value: 150 }, { value: 1 }]],
  ],
})
