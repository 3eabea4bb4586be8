/** Reads a number off a curve given by points: a tank table, a pump curve, a sensor's characteristic. */
import { map, number, unit, z } from '@millrace/flow'

const point = z.object({
  x: z.number().meta({ label: { en: 'In', zh: '输入' } }),
  y: z.number().meta({ label: { en: 'Out', zh: '输出' } }),
})

export default map({
  title: { en: 'Curve', zh: '折线' },
  doc: {
    en: 'Reads a number off a curve, in straight lines from point to point. Beyond its ends the curve stays level.',
    zh: '按折线逐段线性插值,超出两端时保持端点值。',
  },
  version: 1,
  config: z.object({
    points: z
      .array(point)
      .min(2)
      .max(10_000)
      .refine((points) => points.every(({ x }, i) => i === 0 || x > (points[i - 1]?.x ?? 0)), 'the points rise from line to line')
      .default([
        { x: 0, y: 0 },
        { x: 100, y: 100 },
      ])
      .meta({ label: { en: 'Points', zh: '点' }, widget: 'table' }),
    unit: unit()
      .optional()
      .meta({ label: { en: 'Unit that goes out', zh: '输出单位' } }),
  }),
  in: { value: number() },
  out: { value: number({ unitFrom: 'config.unit' }) },

  map({ points }, { value }) {
    let low = 0
    let high = points.length - 1
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if ((points[middle]?.x ?? 0) <= value) low = middle
      else high = middle
    }
    const [a, b] = [points[low], points[high]] as [z.output<typeof point>, z.output<typeof point>]
    const part = Math.min(1, Math.max(0, (value - a.x) / (b.x - a.x)))
    return { value: a.y + part * (b.y - a.y) }
  },

  examples: [
    [
      { en: 'a tank that widens', zh: '变截面储罐' },
      {
        points: [
          { x: 0, y: 0 },
          { x: 1, y: 10 },
          { x: 2, y: 40 },
        ],
        unit: 'm³',
      },
      [{ value: 0.5 }, { value: 5 }],
      [{ value: 1.5 }, { value: 25 }],
      [{ value: 3 }, { value: 40 }],
    ],
  ],
})
