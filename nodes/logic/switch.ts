/** Sends a number to the first rule that it fits. */
import { map, number, portsFor, z } from '@millrace/flow'

const compare = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '=': (a: number, b: number) => a === b,
}

export default map({
  title: { en: 'Switch', zh: '分支' },
  doc: { en: 'Sends a number to the first rule that it fits, or to "else".', zh: '把数值送往第一个满足的分支,均不满足时送往 "else"。' },
  version: 1,
  config: z.object({
    rules: z
      .array(z.object({ name: z.string(), when: z.enum(['<', '<=', '>', '>=', '=']), than: z.number() }))
      .min(1)
      .default([{ name: 'high', when: '>=', than: 50 }])
      .meta({ label: { en: 'Rules', zh: '规则' }, widget: 'table' }),
  }),
  in: { value: number({ unitAs: 'u' }) },
  out: { else: number({ unitFrom: 'u', event: true }) },
  moreOut: [portsFor('rules', '{name}', number({ unitFrom: 'u', event: true }))],

  map({ rules }, { value }) {
    for (const { name, when, than } of rules) if (compare[when](value, than)) return { [name]: value }
    return { else: value }
  },

  examples: [[{ en: 'high and not', zh: '高与其他' }, {}, [{ value: 60 }, { high: 60 }], [{ value: 40 }, { else: 40 }]]],
})
