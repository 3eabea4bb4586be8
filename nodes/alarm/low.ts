/** Rings when a number is too low. */
import { fold } from '@millrace/flow'
import { limitAlarm } from './limit.ts'

export default fold({
  ...limitAlarm('low'),
  title: { en: 'Low alarm', zh: '下限报警' },
  doc: {
    en: 'Rings when the value falls to the limit for the whole on-delay; clears when it is above limit + hysteresis for the whole off-delay. Each is to be acknowledged (ISA-18.2). While the value is Bad it stays as it is.',
    zh: '数值降至限值并持续整个报警延时后报警;高于"限值 + 回差"并持续整个恢复延时后恢复。报警须确认(ISA-18.2)。坏质量期间状态保持不变。',
  },
  examples: [
    [
      { en: 'a low level', zh: '液位低' },
      { limit: 20, hysteresis: 5, offDelay: '5 s', priority: 'high' },
      [{ value: 20 }, { active: true, alarm: { state: 'B', level: 'lo', priority: 'high' } }],
      [{ value: 25 }, { active: true }],
      [{ value: 25.1 }, { active: true }],
      [{ value: 24 }, { active: true }, '4 s'],
      [{ value: 26 }, { active: true }, '4 s'],
      [null, { active: false, alarm: { state: 'D' } }, '5 s'],
      [{ value: 19 }, { active: true, alarm: { state: 'B' } }],
    ],
  ],
})
