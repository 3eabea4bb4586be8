/** Makes a signal of fixed length out of an event: IEC 61131-3's TP. */
import { any, boolean, duration, f64, fold, z } from '@millrace/flow'

export default fold({
  title: { en: 'Pulse', zh: '脉冲' },
  doc: {
    en: 'True for a fixed time after an event (IEC 61131-3 TP). Whatever arrives counts, except false: put "edge" before a boolean that stays true.',
    zh: '事件到达后保持真一段固定时间(IEC 61131-3 TP)。除 false 外任何到达的值都算事件,持续为真的布尔信号前请加"边沿"。',
  },
  version: 1,
  config: z.object({
    length: duration('1 s').meta({ label: { en: 'How long', zh: '脉冲时长' }, live: true }),
    extend: z
      .boolean()
      .default(false)
      .meta({ label: { en: 'An event during the pulse begins it anew', zh: '脉冲期间的事件重新计时' } }),
  }),
  in: { event: any('T', { event: true }) },
  out: { on: boolean() },
  state: { on: f64() },

  fold({ length, extend }, { event }, state, at) {
    if (event !== false && (state.on === 0 || extend)) {
      state.on = 1
      at.wake(at.now + length)
    }
    return { on: state.on === 1 }
  },

  wake(_config, state) {
    state.on = 0
    return { on: false }
  },

  examples: [
    [
      { en: 'one second', zh: '一秒' },
      {},
      [{ event: true }, { on: true }],
      [{ event: true }, { on: true }, '600 ms'],
      [null, { on: false }, '400 ms'],
    ],
    [
      { en: 'extended', zh: '重新计时' },
      { extend: true },
      [{ event: 'box' }, { on: true }],
      [{ event: 'box' }, { on: true }, '600 ms'],
      [null, null, '400 ms'],
      [null, { on: false }, '600 ms'],
    ],
  ],
})
