/** Joins several wires into one. */
import { any, map, portsFor, z } from '@millrace/flow'

export default map({
  title: { en: 'Merge', zh: '合并' },
  doc: {
    en: 'Passes on whatever arrives at any of its inputs. When several arrive in one tick the first goes on in it, the others right after it.',
    zh: '转发任一输入到达的样本。同一节拍有多个到达时,第一个在本节拍继续,其余紧随其后。',
  },
  version: 1,
  config: z.object({
    inputs: z
      .number()
      .int()
      .min(2)
      .max(64)
      .default(2)
      .meta({ label: { en: 'How many inputs', zh: '输入数' } }),
  }),
  in: {},
  moreIn: [portsFor('inputs', 'in{item}', any('T', { optional: true }))],
  out: { value: any('T') },
  oneByOne: true,

  map(_config, inputs) {
    for (const name in inputs) if (inputs[name] !== undefined) return { value: inputs[name] }
    return undefined
  },

  examples: [[{ en: 'either one', zh: '任一输入' }, {}, [{ in1: 1 }, { value: 1 }], [{ in2: 2 }, { value: 2 }]]],
})
