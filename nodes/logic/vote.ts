/** True when enough of several say so: 1oo2, 2oo3, 2oo2 (IEC 61508-6, annex B). */
import { boolean, isBad, map, number, portsFor, Quality, sample, worst, z } from '@millrace/flow'
import { howMany } from '../how-many.ts'

export default map({
  title: { en: 'Voting m of n', zh: 'n 取 m 表决' },
  doc: {
    en: 'True when at least so many inputs are true: 2 out of 3. A Bad input votes for it, does not vote, or makes the result Bad.',
    zh: '至少有设定个数的输入为真时为真,例如三取二。坏质量的输入可按赞成、弃权处理,或使结果变坏。',
  },
  version: 1,
  config: z.object({
    inputs: howMany(3),
    needed: z
      .number()
      .int()
      .min(1)
      .max(64)
      .default(2)
      .meta({ label: { en: 'How many are needed', zh: '所需票数' } }),
    bad: z
      .enum(['agrees', 'abstains', 'spoils'])
      .default('agrees')
      .meta({
        label: { en: 'An input that is Bad', zh: '坏质量输入' },
        choices: {
          agrees: { en: 'votes for it (fail-safe)', zh: '视为赞成(故障安全)' },
          abstains: { en: 'does not vote', zh: '弃权' },
          spoils: { en: 'makes the result Bad', zh: '使结果变坏' },
        },
      }),
  }),
  in: {},
  moreIn: [portsFor('inputs', 'in{item}', boolean())],
  out: { value: boolean(), votes: number() },
  judges: true,

  map({ needed, bad }, inputs) {
    let votes = 0
    let quality: number = Quality.Good
    for (const name in inputs) {
      const input = inputs[name]
      if (!input) continue
      const broken = isBad(input.quality)
      if (broken ? bad === 'agrees' : input.value) votes++
      quality = worst(quality, broken && bad !== 'spoils' ? Quality.UncertainSubNormal : input.quality)
    }
    return { value: sample(votes >= needed, quality), votes: sample(votes, quality) }
  },

  examples: [
    [
      { en: '2 out of 3', zh: '三取二' },
      {},
      [
        { in1: true, in2: false, in3: false },
        { value: false, votes: 1 },
      ],
      [{ in3: true }, { value: true, votes: 2 }],
    ],
    [
      { en: 'a broken sensor votes for the trip', zh: '故障传感器按跳车计' },
      {},
      [
        { in1: true, in2: { quality: Quality.BadSensorFailure }, in3: false },
        { value: { value: true, quality: Quality.UncertainSubNormal } },
      ],
    ],
  ],
})
