/** A function that the user writes in TypeScript: typed by its wires, folded in a process of its own. */
import { fold, portsFor, Refusal, typeFrom, z } from '@millrace/flow'
import { isName } from '@millrace/flow/name.ts'

/** Whole values that a function can be given: what JSON can hold. */
const simple = z.union([
  z.strictObject({ type: z.literal('number'), unit: z.string().optional() }),
  z.strictObject({ type: z.enum(['boolean', 'text', 'json']) }),
])

const ports = (label: { en: string; zh: string }, name: string) =>
  z
    .array(
      z.strictObject({
        name: z
          .string()
          .refine((text) => isName(text) && text !== 'state' && text !== 'error', 'a name other than "state" and "error"')
          .meta({ label: { en: 'Name', zh: '名称' } }),
        type: simple.meta({ label: { en: 'Type', zh: '类型' }, widget: 'type' }),
      }),
    )
    .min(1)
    .max(64)
    .default([{ name, type: { type: 'number' } }])
    .meta({ label, widget: 'table' })

const example = `export default function (inputs, state, at) {
  return { value: inputs.value * 2 }
}
`

export default fold({
  title: { en: 'Function', zh: '函数' },
  doc: {
    en: 'Your own TypeScript. It gets { inputs, state, at } and returns its outputs and, if it keeps one, its next state. No clock, no random numbers and nothing outside: Date and Math.random follow the journal.',
    zh: '自定义 TypeScript 函数。接收 { inputs, state, at },返回各输出以及(如有)下一个状态。不能访问外部:Date 与 Math.random 由日志时间决定。',
  },
  version: 1,
  config: z.object({
    inputs: ports({ en: 'Inputs', zh: '输入' }, 'value'),
    outputs: ports({ en: 'Outputs', zh: '输出' }, 'value'),
    code: z
      .string()
      .max(100_000)
      .refine((code) => /^\s*export\s+default\s+function\b/m.test(code), 'begin with: export default function (inputs, state, at) { … }')
      .default(example)
      .meta({ label: { en: 'Code', zh: '代码' }, widget: 'code' }),
  }),
  in: {},
  moreIn: [portsFor('inputs', '{name}', typeFrom('item.type'))],
  out: {},
  moreOut: [portsFor('outputs', '{name}', typeFrom('item.type'))],
  userCode: true,
  /** What the function returned last, as JSON. */
  state: () => ({ json: 'null' }),

  fold() {
    throw new Refusal('user-code', {
      en: 'a function runs only in a process of its own',
      zh: '函数只能在独立进程中运行',
    })
  },

  examples: [[{ en: 'twice the value', zh: '两倍' }, { code: example }]],
})
