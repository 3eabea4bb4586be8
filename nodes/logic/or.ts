/** True while any input is true. */
import { boolean, map, portsFor, z } from '@millrace/flow'
import { howMany } from '../how-many.ts'

export default map({
  title: { en: 'Or', zh: '或' },
  doc: { en: 'True while any input is true.', zh: '任一输入为真时为真。' },
  version: 1,
  config: z.object({ inputs: howMany() }),
  in: {},
  moreIn: [portsFor('inputs', 'in{item}', boolean())],
  out: { value: boolean() },

  map(_config, inputs) {
    for (const name in inputs) if (inputs[name]) return { value: true }
    return { value: false }
  },

  examples: [[{ en: 'either', zh: '任一为真' }, {}, [{ in1: false, in2: false }, { value: false }], [{ in2: true }, { value: true }]]],
})
