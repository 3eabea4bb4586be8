/** What a value was at the end of the tick before: the only node that may close a loop. */

import type { Json } from '@millrace/flow'
import { any, register, z } from '@millrace/flow'

export default register({
  title: { en: 'Previous', zh: '上一值' },
  doc: {
    en: 'Gives the value that came in during an earlier tick. It never triggers anything, and is what a loop needs.',
    zh: '输出之前节拍写入的值。它不会触发任何节点,是构成回路所必需的环节。',
  },
  version: 1,
  config: z.object({
    initial: (z.json() as z.ZodType<Json>).default(0).meta({ label: { en: 'Value before the first', zh: '首个样本前的值' } }),
  }),
  in: { value: any('T') },
  out: { value: any('T') },
  initial: ({ initial }) => initial,
  examples: [[{ en: 'a loop begins with 0', zh: '回路从 0 开始' }, {}, [{ value: 5 }, { value: 0 }], [{ value: 6 }, { value: 5 }]]],
})
