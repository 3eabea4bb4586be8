/** Sends a number to the first rule that it fits. */
import { map, number, portsFor, z } from '@millrace/flow'
import { portName } from '../port-name.ts'
import { comparison, comparisons } from './compare.ts'

const rule = z.object({
  name: portName().default('high'),
  when: z
    .enum([...comparison.options, 'from-to'])
    .default('>=')
    .meta({
      label: { en: 'When it is', zh: '条件' },
      choices: { 'from-to': { en: 'from … up to, but not, …', zh: '介于(含下限,不含上限)' } },
    }),
  than: z.number().meta({ label: { en: 'Than', zh: '比较值' } }),
  to: z
    .number()
    .optional()
    .meta({ label: { en: 'Up to', zh: '上限' }, help: { en: 'Only for "from … to".', zh: '仅用于区间条件。' } }),
})

type Rule = z.output<typeof rule>

export default map({
  title: { en: 'Switch', zh: '分支' },
  doc: {
    en: 'Sends a number to the first rule that it fits, or to "else". A rule compares with a number or takes a range.',
    zh: '把数值送往第一个满足的规则,均不满足时送往 "else"。规则可以与一个数比较,也可以是一个区间。',
  },
  version: 1,
  config: z.object({
    rules: z
      .array(rule)
      .min(1)
      .max(64)
      .default([{ name: 'high', when: '>=', than: 50 }])
      .meta({ label: { en: 'Rules', zh: '规则' }, widget: 'table' }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: { else: number({ unitFrom: 'u', event: true }) },
  moreOut: [portsFor('rules', '{name}', number({ unitFrom: 'u', event: true }))],

  map({ rules }, { value }) {
    for (const rule of rules) {
      if (!fits(rule, value)) continue
      // Far cheaper in V8 than a literal with a computed name.
      const out: { [rule: string]: number } = {}
      out[rule.name] = value
      return out
    }
    return { else: value }
  },

  examples: [
    [{ en: 'high and not', zh: '高与其他' }, {}, [{ value: 60 }, { high: 60 }], [{ value: 40 }, { else: 40 }]],
    [
      { en: 'three bands', zh: '三个区间' },
      {
        rules: [
          { name: 'low', when: '<', than: 10 },
          { name: 'normal', when: 'from-to', than: 10, to: 20 },
        ],
      },
      [{ value: 9 }, { low: 9 }],
      [{ value: 10 }, { normal: 10 }],
      [{ value: 20 }, { else: 20 }],
    ],
  ],
})

const fits = ({ when, than, to = Number.POSITIVE_INFINITY }: Rule, value: number): boolean =>
  when === 'from-to' ? value >= than && value < to : comparisons[when](value, than)
