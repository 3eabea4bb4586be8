/** Passes a number on only when it has moved far enough. */
import { f64, fold, isBad, number, Quality, z } from '@millrace/flow'

export default fold({
  title: { en: 'Deadband', zh: '死区' },
  doc: {
    en: 'Passes a number on when it differs from the last that was passed by at least the band, or when its quality has changed.',
    zh: '与上次转发的值之差达到死区,或质量变化时才转发。',
  },
  version: 1,
  config: z.object({
    band: z
      .number()
      .min(0)
      .default(1)
      .meta({ label: { en: 'Band', zh: '死区' }, help: { en: 'In the unit of the value.', zh: '单位与数值相同。' }, live: true }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: { value: number({ unitFrom: 'u' }) },
  judges: true,
  state: { last: f64(Number.NaN), quality: f64(Number.NaN) },

  fold({ band }, { value }, state) {
    const moved = isBad(value.quality) || !(Math.abs(value.value - state.last) < band)
    if (!moved && value.quality === state.quality) return undefined
    if (isBad(value.quality) && value.quality === state.quality) return undefined
    state.last = isBad(value.quality) ? Number.NaN : value.value
    state.quality = value.quality
    return { value }
  },

  examples: [
    [
      { en: 'half a degree', zh: '半度' },
      { band: 0.5 },
      [{ value: 20 }, { value: 20 }],
      [{ value: 20.4 }, null],
      [{ value: 20.5 }, { value: 20.5 }],
      [{ value: { quality: Quality.BadNoCommunication } }, { value: { quality: Quality.BadNoCommunication } }],
      [{ value: 20.6 }, { value: 20.6 }],
    ],
  ],
})
