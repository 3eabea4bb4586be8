/** Counts events up and down: IEC 61131-3's CTUD. */
import { any, boolean, f64, fold, number, z } from '@millrace/flow'
import { happened } from './latch.ts'

export default fold({
  title: { en: 'Counter', zh: '计数器' },
  doc: {
    en: 'Counts events up and down; "reached" is true from the preset on (IEC 61131-3 CTUD). Whatever arrives counts, except false: put "edge" before a boolean.',
    zh: '对事件加减计数;达到预设值后 "reached" 为真(IEC 61131-3 CTUD)。除 false 外任何到达的值都计数,布尔信号前请加"边沿"。',
  },
  version: 1,
  config: z.object({
    preset: z
      .number()
      .default(10)
      .meta({ label: { en: 'Reached from', zh: '预设值' }, live: true }),
  }),
  in: {
    up: any('T', { event: true, optional: true }),
    down: any('U', { event: true, optional: true }),
    reset: any('V', { event: true, optional: true }),
  },
  out: { count: number(), reached: boolean() },
  state: { count: f64() },

  fold({ preset }, { up, down, reset }, state) {
    const step = Number(happened(up)) - Number(happened(down))
    state.count = happened(reset) ? 0 : state.count + step
    return { count: state.count, reached: state.count >= preset }
  },

  commands: ['reset'],
  obey({ preset }, state) {
    state.count = 0
    return { count: 0, reached: preset <= 0 }
  },

  examples: [
    [
      { en: 'two of two', zh: '满二' },
      { preset: 2 },
      [{ up: true }, { count: 1, reached: false }],
      [{ up: true }, { count: 2, reached: true }],
      [{ down: true }, { count: 1, reached: false }],
      [{ up: true, reset: true }, { count: 0 }],
    ],
    [{ en: 'reset by a person', zh: '人工复位' }, {}, [{ up: 'box' }, { count: 1 }], ['reset', { count: 0 }]],
  ],
})
