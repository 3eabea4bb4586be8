/** Permits something only while all its conditions hold, and says which one fell first. */
import { boolean, f64, fold, isBad, portsFor, text, z } from '@millrace/flow'
import { portName } from '../port-name.ts'

export default fold({
  title: { en: 'Interlock', zh: '联锁' },
  doc: {
    en: 'True while all conditions hold; "first" names the one that fell first, until all hold again. A Bad condition does not hold.',
    zh: '所有条件满足时为真;"first" 给出最先不满足的条件,直到全部恢复。坏质量的条件视为不满足。',
  },
  version: 1,
  config: z.object({
    conditions: z
      .array(z.object({ name: portName() }))
      .min(1)
      .max(64)
      .default([{ name: 'ready' }])
      .meta({ label: { en: 'Conditions', zh: '条件' }, widget: 'table' }),
  }),
  in: {},
  moreIn: [portsFor('conditions', '{name}', boolean())],
  out: { permitted: boolean(), first: text() },
  judges: true,
  state: { first: f64(-1) },

  fold({ conditions }, inputs, state) {
    const fallen = conditions.findIndex(({ name }) => {
      const input = inputs[name]
      return !input || isBad(input.quality) || input.value !== true
    })
    if (fallen < 0 || state.first < 0) state.first = fallen
    return { permitted: fallen < 0, first: conditions[state.first]?.name ?? '' }
  },

  examples: [
    [
      { en: 'the door opened first', zh: '门先打开' },
      { conditions: [{ name: 'pressure' }, { name: 'door' }] },
      [
        { pressure: true, door: true },
        { permitted: true, first: '' },
      ],
      [{ door: false }, { permitted: false, first: 'door' }],
      [{ pressure: false }, { permitted: false, first: 'door' }],
      [
        { door: true, pressure: true },
        { permitted: true, first: '' },
      ],
    ],
  ],
})
