/** Compares two numbers. */
import { boolean, map, number, z } from '@millrace/flow'

export const comparisons = {
  '<': (a: number, b: number) => a < b,
  '<=': (a: number, b: number) => a <= b,
  '>': (a: number, b: number) => a > b,
  '>=': (a: number, b: number) => a >= b,
  '=': (a: number, b: number) => a === b,
  '!=': (a: number, b: number) => a !== b,
} as const

export const comparison = z.enum(['<', '<=', '>', '>=', '=', '!='])

export default map({
  title: { en: 'Compare', zh: '比较' },
  doc: {
    en: 'True while "a" compares with "b" as asked. "b" may be a wire, a number or a parameter. For a limit with hysteresis and delays take an alarm.',
    zh: '"a" 与 "b" 满足所选关系时为真。"b" 可以是连线、数值或参数。需要回差和延时的限值请使用报警节点。',
  },
  version: 1,
  config: z.object({ when: comparison.default('>').meta({ label: { en: 'True when a is', zh: 'a 满足' } }) }),
  in: { a: number({ unitAs: 'u' }), b: number({ unitAs: 'u' }) },
  out: { value: boolean() },
  map: ({ when }, { a, b }) => ({ value: comparisons[when](a, b) }),
  examples: [
    [{ en: 'above 50', zh: '高于 50' }, {}, [{ a: 60, b: 50 }, { value: true }], [{ a: 50 }, { value: false }]],
    [{ en: 'not the same', zh: '不相等' }, { when: '!=' }, [{ a: 1, b: 2 }, { value: true }]],
  ],
})
