/** Stays true for a while after its input has become false: IEC 61131-3's TOF. */
import { boolean, duration, f64, fold, z } from '@millrace/flow'

export default fold({
  title: { en: 'Off-delay', zh: '断开延时' },
  doc: {
    en: 'True at once; false only when the input has been false for the whole delay (IEC 61131-3 TOF).',
    zh: '输入为真时立即为真;输入持续为假达到延时后才为假(IEC 61131-3 TOF)。',
  },
  version: 1,
  config: z.object({
    delay: duration('10 s').meta({ label: { en: 'Delay', zh: '延时' }, live: true }),
  }),
  in: { on: boolean() },
  out: { on: boolean() },
  state: { waiting: f64(), out: f64() },

  fold({ delay }, { on }, state, at) {
    if (on) {
      at.wake(null)
      state.waiting = 0
      state.out = 1
    } else if (state.out === 1 && state.waiting === 0) {
      state.waiting = 1
      at.wake(at.now + delay)
    }
    return { on: state.out === 1 }
  },

  wake(_config, state) {
    state.waiting = state.out = 0
    return { on: false }
  },

  examples: [
    [
      { en: 'the fan runs on', zh: '风机延时停' },
      {},
      [{ on: true }, { on: true }],
      [{ on: false }, { on: true }],
      [null, null, '9 s'],
      [null, { on: false }, '1 s'],
    ],
  ],
})
