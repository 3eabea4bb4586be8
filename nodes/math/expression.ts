/** A formula over named inputs. */
import { map, number, portsFor, unit, z } from '@millrace/flow'
import { expression } from '../expression/field.ts'
import { perConfig } from '../per-config.ts'
import { portName } from '../port-name.ts'

const config = z
  .object({
    expression: expression('a').meta({
      label: { en: 'Formula', zh: '公式' },
      help: {
        en: '+ - * / % ^, < <= > >= = !=, and or not, if(when, then, else), min max abs sign sqrt exp ln log10 sin cos tan atan floor ceil round(x, decimals) clamp(x, low, high), pi, e. Truth is 1.',
        zh: '+ - * / % ^、< <= > >= = !=、and or not、if(条件, 真值, 假值)、min max abs sign sqrt exp ln log10 sin cos tan atan floor ceil round(x, 小数位) clamp(x, 下限, 上限)、pi、e。真为 1。',
      },
    }),
    inputs: z
      .array(portName())
      .min(1)
      .max(64)
      .default(['a'])
      .meta({ label: { en: 'Inputs', zh: '输入' }, widget: 'lines' }),
    unit: unit()
      .optional()
      .meta({ label: { en: 'Unit of the result', zh: '结果单位' } }),
  })
  .superRefine(({ expression, inputs }, context) => {
    for (const name of expression.names)
      if (!inputs.includes(name)) context.addIssue({ code: 'custom', path: ['expression'], message: `there is no input "${name}"` })
  })

export default map({
  title: { en: 'Formula', zh: '公式' },
  doc: {
    en: 'Works out a formula over its inputs. A result that is no finite number is Bad.',
    zh: '按公式计算各输入。结果不是有限数时为坏质量。',
  },
  version: 1,
  config,
  in: {},
  moreIn: [portsFor('inputs', '{item}', number())],
  out: { value: number({ unitFrom: 'config.unit' }) },

  map(config, inputs) {
    const { slots } = slotsOf(config)
    const { names, run } = config.expression
    for (let i = 0; i < names.length; i++) slots[i] = Number(inputs[names[i] as string])
    return { value: run(slots) }
  },

  examples: [
    [
      { en: 'power of a three-phase load', zh: '三相功率' },
      { expression: 'sqrt(3) * u * i * cosphi / 1000', inputs: ['u', 'i', 'cosphi'], unit: 'kW' },
      [{ u: 400, i: 10, cosphi: 0.9 }, { value: 6.235382907247958 }],
    ],
    [
      { en: 'a choice', zh: '条件取值' },
      { expression: 'if(a > 10 and a < 20, 1, 0)' },
      [{ a: 15 }, { value: 1 }],
      [{ a: 25 }, { value: 0 }],
    ],
  ],
})

/** One array is filled again at every firing. */
const slotsOf = perConfig((_config: z.output<typeof config>) => ({ slots: [] as number[] }))
