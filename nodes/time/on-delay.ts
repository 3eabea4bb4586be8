/** True only once its input has been true for long enough: IEC 61131-3's TON. */
import { boolean, duration, f64, fold, z } from '@millrace/flow'

export default fold({
  title: { en: 'On-delay', zh: '接通延时' },
  doc: {
    en: 'True once the input has been true for the whole delay; false at once (IEC 61131-3 TON).',
    zh: '输入持续为真达到延时后输出真;输入为假时立即为假(IEC 61131-3 TON)。',
  },
  version: 1,
  config: z.object({
    delay: duration('10 s').meta({ label: { en: 'Delay', zh: '延时' }, live: true }),
  }),
  in: { on: boolean() },
  out: { on: boolean() },
  state: { waiting: f64(), out: f64() },

  fold({ delay }, { on }, state, at) {
    if (!on) {
      at.wake(null)
      state.waiting = state.out = 0
      return { on: false }
    }
    if (state.waiting === 0 && state.out === 0) {
      state.waiting = 1
      at.wake(at.now + delay)
    }
    return { on: state.out === 1 }
  },

  wake(_config, state) {
    state.waiting = 0
    state.out = 1
    return { on: true }
  },

  examples: [
    [
      { en: 'after ten seconds', zh: '十秒之后' },
      {},
      [{ on: true }, { on: false }],
      [null, null, '9 s'],
      [null, { on: true }, '1 s'],
      [{ on: false }, { on: false }],
    ],
  ],
})
