/** Rings when a number is too high. */
import { fold, Quality } from '@millrace/flow'
import { limitAlarm } from './limit.ts'

export default fold({
  ...limitAlarm('high'),
  title: { en: 'High alarm', zh: '上限报警' },
  doc: {
    en: 'Rings when the value reaches the limit for the whole on-delay; clears when it is below limit − hysteresis for the whole off-delay. Each is to be acknowledged (ISA-18.2). While the value is Bad it stays as it is.',
    zh: '数值达到限值并持续整个报警延时后报警;低于"限值 − 回差"并持续整个恢复延时后恢复。报警须确认(ISA-18.2)。坏质量期间状态保持不变。',
  },
  examples: [
    [
      { en: 'rings, is acknowledged, clears', zh: '报警、确认、恢复' },
      { limit: 90, hysteresis: 2 },
      [{ value: 89.9 }, { active: false }],
      [
        { value: 90 },
        { active: true, alarm: { state: 'B', level: 'hi', value: 90, limit: 90, active: true, acked: false, priority: 'medium' } },
      ],
      ['acknowledge', { alarm: { state: 'C', by: 'operator' } }],
      [{ value: 88 }, { active: true }],
      [{ value: 87.9 }, { active: false, alarm: { state: 'A', level: null, limit: null } }],
    ],
    [
      { en: 'ten seconds long', zh: '持续十秒' },
      { limit: 90, onDelay: '10 s' },
      [{ value: 95 }, { active: false }],
      [{ value: 80 }, { active: false }, '9 s'],
      [null, null, '1 min'],
      [{ value: 95 }, { active: false }],
      [null, { active: true, alarm: { state: 'B', since: 79_000, conditionSince: 69_000, raisedAt: 79_000 } }, '10 s'],
      [{ value: 80 }, { active: false, alarm: { state: 'D' } }],
      ['acknowledge', { alarm: { state: 'A' } }],
      ['acknowledge', { refused: 'nothing-to-acknowledge' }],
    ],
    [
      { en: 'a Bad value holds it', zh: '坏质量时保持' },
      { limit: 90, onDelay: '10 s' },
      [{ value: 95 }, { active: false }],
      [{ value: { quality: Quality.BadNoCommunication } }, { active: { value: false, quality: Quality.UncertainLastUsableValue } }],
      [null, null, '1 min'],
    ],
  ],
})
