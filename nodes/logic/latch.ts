/** Remembers that something happened until it is reset: IEC 61131-3's SR and RS. */
import { any, boolean, f64, fold, z } from '@millrace/flow'

export default fold({
  title: { en: 'Latch', zh: '锁存' },
  doc: {
    en: 'True from an event at "set" until one at "reset" (IEC 61131-3 SR, RS). Whatever arrives counts, except false.',
    zh: '从 "set" 事件起为真,直到 "reset" 事件(IEC 61131-3 SR、RS)。除 false 外任何到达的值都算事件。',
  },
  version: 1,
  config: z.object({
    wins: z
      .enum(['reset', 'set'])
      .default('reset')
      .meta({
        label: { en: 'When both arrive together', zh: '同时到达时' },
        choices: { reset: { en: 'reset wins', zh: '复位优先' }, set: { en: 'set wins', zh: '置位优先' } },
      }),
  }),
  in: { set: any('T', { event: true, optional: true }), reset: any('U', { event: true, optional: true }) },
  out: { value: boolean() },
  state: { on: f64() },

  fold({ wins }, { set, reset }, state) {
    const setting = happened(set)
    const resetting = happened(reset)
    if (setting && !(resetting && wins === 'reset')) state.on = 1
    else if (resetting) state.on = 0
    return { value: state.on === 1 }
  },

  commands: ['reset'],
  obey(_config, state) {
    state.on = 0
    return { value: false }
  },

  examples: [
    [
      { en: 'set, then reset', zh: '置位后复位' },
      {},
      [{ set: true }, { value: true }],
      [{ set: false }, { value: true }],
      [{ reset: true }, { value: false }],
      [{ set: true, reset: true }, { value: false }],
    ],
    [{ en: 'reset by a person', zh: '人工复位' }, {}, [{ set: 7 }, { value: true }], ['reset', { value: false }]],
  ],
})

export const happened = (event: unknown): boolean => event !== undefined && event !== false
