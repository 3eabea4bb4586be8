/** Tells when a boolean changes: IEC 61131-3's R_TRIG and F_TRIG. */
import { boolean, f64, fold, z } from '@millrace/flow'

export default fold({
  title: { en: 'Edge', zh: '边沿' },
  doc: {
    en: 'An event when the input turns true, and another when it turns false (IEC 61131-3 R_TRIG, F_TRIG). The first sample is no edge.',
    zh: '输入变为真或变为假时各产生一个事件(IEC 61131-3 R_TRIG、F_TRIG)。首个样本不算边沿。',
  },
  version: 1,
  config: z.object({}),
  in: { value: boolean() },
  out: { rising: boolean({ event: true }), falling: boolean({ event: true }) },
  state: { last: f64(Number.NaN) },

  fold(_config, { value }, state) {
    const { last } = state
    state.last = value ? 1 : 0
    if (last === 0 && value) return { rising: true }
    return last === 1 && !value ? { falling: true } : undefined
  },

  examples: [
    [
      { en: 'off, on, on, off', zh: '断、通、通、断' },
      {},
      [{ value: false }, null],
      [{ value: true }, { rising: true }],
      [{ value: true }, null],
      [{ value: false }, { falling: true }],
    ],
  ],
})
