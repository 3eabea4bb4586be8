/** True while an odd number of inputs is true. */
import { boolean, map, portsFor, z } from '@millrace/flow'
import { howMany } from '../how-many.ts'

export default map({
  title: { en: 'Exclusive or', zh: '异或' },
  doc: { en: 'True while an odd number of inputs is true.', zh: '为真的输入个数为奇数时为真。' },
  version: 1,
  config: z.object({ inputs: howMany() }),
  in: {},
  moreIn: [portsFor('inputs', 'in{item}', boolean())],
  out: { value: boolean() },

  map(_config, inputs) {
    let value = false
    for (const name in inputs) if (inputs[name]) value = !value
    return { value }
  },

  examples: [
    [{ en: 'two-way switch', zh: '双控开关' }, {}, [{ in1: true, in2: false }, { value: true }], [{ in2: true }, { value: false }]],
  ],
})
