/** Leaves out samples that say nothing new. */
import { isDeepStrictEqual } from 'node:util'
import { any, fold, Quality, z } from '@millrace/flow'

export default fold({
  title: { en: 'Only changes', zh: '去重' },
  doc: {
    en: 'Passes a sample on only when its value or its quality differs from the one before.',
    zh: '仅当数值或质量与前一个不同时才转发。',
  },
  version: 1,
  config: z.object({}),
  in: { value: any('T') },
  out: { value: any('T') },
  judges: true,
  state: () => ({ value: undefined as unknown, quality: -1 }),

  fold(_config, { value }, state) {
    if (value.quality === state.quality && isDeepStrictEqual(value.value, state.value)) return undefined
    state.value = value.value
    state.quality = value.quality
    return { value }
  },

  examples: [
    [
      { en: 'the same again', zh: '重复值' },
      {},
      [{ value: 'RUN' }, { value: 'RUN' }],
      [{ value: 'RUN' }, null],
      [{ value: { value: 'RUN', quality: Quality.Uncertain } }, { value: { value: 'RUN', quality: Quality.Uncertain } }],
      [{ value: 'IDLE' }, { value: 'IDLE' }],
    ],
  ],
})
