/** Lets only samples through that can be trusted. */
import { any, fold, isBad, Quality, sample, severity, z } from '@millrace/flow'

export default fold({
  title: { en: 'Quality gate', zh: '质量门' },
  doc: {
    en: 'Lets only trusted samples through. In place of the others comes nothing, the last good value, or a value of yours, marked Uncertain.',
    zh: '仅放行可信样本。其余样本可不输出、以最近的好值代替,或以设定值代替,并标记为不确定。',
  },
  version: 1,
  config: z.object({
    least: z
      .enum(['Good', 'Uncertain'])
      .default('Good')
      .meta({
        label: { en: 'At least', zh: '最低质量' },
        choices: { Good: { en: 'Good', zh: '良好' }, Uncertain: { en: 'Uncertain', zh: '不确定' } },
      }),
    otherwise: z
      .enum(['nothing', 'last', 'value'])
      .default('nothing')
      .meta({
        label: { en: 'Otherwise', zh: '否则' },
        choices: {
          nothing: { en: 'nothing comes', zh: '不输出' },
          last: { en: 'the last that came through', zh: '最近放行的值' },
          value: { en: 'this value', zh: '替代值' },
        },
      }),
    value: z
      .json()
      .optional()
      .meta({ label: { en: 'Value', zh: '替代值' }, live: true }),
  }),
  in: { value: any('T') },
  out: { value: any('T') },
  judges: true,
  state: () => ({ last: undefined as unknown }),

  fold(config, { value }, state) {
    if (severity(value.quality) <= (config.least === 'Good' ? 0 : 1)) {
      state.last = value.value
      return { value }
    }
    if (config.otherwise === 'nothing') return undefined
    const instead = config.otherwise === 'last' ? state.last : config.value
    if (instead === undefined) return { value: sample(undefined, isBad(value.quality) ? value.quality : Quality.BadNoData) }
    return { value: sample(instead, config.otherwise === 'last' ? Quality.UncertainLastUsableValue : Quality.UncertainSubstituteValue) }
  },

  examples: [
    [
      { en: 'only Good', zh: '仅良好' },
      {},
      [{ value: 5 }, { value: 5 }],
      [{ value: { value: 6, quality: Quality.Uncertain } }, null],
      [{ value: { quality: Quality.Bad } }, null],
    ],
    [
      { en: 'hold the last one', zh: '保持最近值' },
      { otherwise: 'last' },
      [{ value: { quality: Quality.BadNoCommunication } }, { value: { quality: Quality.BadNoCommunication } }],
      [{ value: 5 }, { value: 5 }],
      [{ value: { quality: Quality.Bad } }, { value: { value: 5, quality: Quality.UncertainLastUsableValue } }],
    ],
    [
      { en: 'a substitute', zh: '替代值' },
      { otherwise: 'value', value: 20, least: 'Uncertain' },
      [{ value: { value: 6, quality: Quality.Uncertain } }, { value: { value: 6, quality: Quality.Uncertain } }],
      [{ value: { quality: Quality.Bad } }, { value: { value: 20, quality: Quality.UncertainSubstituteValue } }],
    ],
  ],
})
