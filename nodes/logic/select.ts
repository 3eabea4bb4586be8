/** Passes one of two signals, as a boolean says. */
import { any, boolean, isBad, map, Quality, sample, z } from '@millrace/flow'

export default map({
  title: { en: 'Select', zh: '选择' },
  doc: {
    en: 'Passes "yes" while "when" is true and "no" while it is false, with the quality of the one that it passes (IEC 61131-3 SEL).',
    zh: '"when" 为真时输出 "yes",为假时输出 "no",质量取自所选输入(IEC 61131-3 SEL)。',
  },
  version: 1,
  config: z.object({}),
  in: { when: boolean(), yes: any('T', { optional: true }), no: any('T', { optional: true }) },
  out: { value: any('T') },
  judges: true,

  map(_config, { when, yes, no }) {
    if (isBad(when.quality)) return { value: sample(undefined, when.quality) }
    return { value: when.value ? yes : no }
  },

  examples: [
    [
      { en: 'the spare sensor', zh: '备用传感器' },
      {},
      [{ when: true, yes: 20.1, no: 20.4 }, { value: 20.1 }],
      [{ when: false }, { value: 20.4 }],
      [{ yes: { quality: Quality.BadSensorFailure } }, { value: 20.4 }],
      [{ when: true }, { value: { quality: Quality.BadSensorFailure } }],
    ],
  ],
})
