/** Sends a text to the first rule that it fits. */
import { map, portsFor, text, z } from '@millrace/flow'
import { portName } from '../port-name.ts'

const ways = {
  is: (text: string, than: string) => text === than,
  'begins-with': (text: string, than: string) => text.startsWith(than),
  'ends-with': (text: string, than: string) => text.endsWith(than),
  contains: (text: string, than: string) => text.includes(than),
} as const

const rule = z.object({
  name: portName(),
  when: z
    .enum(['is', 'begins-with', 'ends-with', 'contains'])
    .default('is')
    .meta({
      label: { en: 'When it', zh: '条件' },
      choices: {
        is: { en: 'is', zh: '等于' },
        'begins-with': { en: 'begins with', zh: '开头为' },
        'ends-with': { en: 'ends with', zh: '结尾为' },
        contains: { en: 'contains', zh: '包含' },
      },
    }),
  than: z.string().meta({ label: { en: 'Text', zh: '文本' } }),
})

export default map({
  title: { en: 'Text switch', zh: '文本分支' },
  doc: { en: 'Sends a text to the first rule that it fits, or to "else".', zh: '把文本送往第一个满足的规则,均不满足时送往 "else"。' },
  version: 1,
  config: z.object({
    rules: z
      .array(rule)
      .min(1)
      .max(64)
      .default([{ name: 'run', when: 'is', than: 'RUN' }])
      .meta({ label: { en: 'Rules', zh: '规则' }, widget: 'table' }),
  }),
  in: { text: text() },
  out: { else: text({ event: true }) },
  moreOut: [portsFor('rules', '{name}', text({ event: true }))],

  map({ rules }, { text }) {
    const rule = rules.find(({ when, than }) => ways[when](text, than))
    const out: { [rule: string]: string } = {}
    out[rule?.name ?? 'else'] = text
    return out
  },

  examples: [[{ en: 'a state', zh: '状态' }, {}, [{ text: 'RUN' }, { run: 'RUN' }], [{ text: 'IDLE' }, { else: 'IDLE' }]]],
})
