/** Tells when nothing has come for too long: silence is what no other node can hear. */
import { any, boolean, duration, f64, fold, isBad, Quality, sample, z } from '@millrace/flow'

export default fold({
  title: { en: 'Watchdog', zh: '看门狗' },
  doc: {
    en: 'Passes samples on. When none that is not Bad has come for so long, "silent" turns true and the value Bad, until the next one.',
    zh: '转发样本。超过设定时间没有非坏样本到达时,"silent" 变为真且数值变坏,直到下一个样本到达。',
  },
  version: 1,
  config: z.object({
    after: duration('1 min').meta({ label: { en: 'Silent after', zh: '静默判定时间' }, live: true }),
  }),
  in: { value: any('T') },
  out: { value: any('T'), silent: boolean() },
  judges: true,
  state: { silent: f64() },

  fold({ after }, { value }, state, at) {
    if (isBad(value.quality)) return { value, silent: state.silent === 1 }
    state.silent = 0
    at.wake(at.now + after)
    return { value, silent: false }
  },

  wake(_config, state) {
    state.silent = 1
    return { value: sample(undefined, Quality.BadTimeout), silent: true }
  },

  examples: [
    [
      { en: 'silent after a minute', zh: '静默一分钟' },
      {},
      [{ value: 5 }, { value: 5, silent: false }],
      [null, null, '59 s'],
      [null, { value: { quality: Quality.BadTimeout }, silent: true }, '1 s'],
      [{ value: 6 }, { value: 6, silent: false }],
    ],
  ],
})
