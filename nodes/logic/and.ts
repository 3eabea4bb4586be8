/** True while all inputs are true. */
import { boolean, map, portsFor, z } from '@millrace/flow'
import { howMany } from '../how-many.ts'

export default map({
  title: { en: 'And', zh: '与' },
  doc: { en: 'True while all inputs are true.', zh: '所有输入均为真时为真。' },
  version: 1,
  config: z.object({ inputs: howMany() }),
  in: {},
  moreIn: [portsFor('inputs', 'in{item}', boolean())],
  out: { value: boolean() },

  map(_config, inputs) {
    for (const name in inputs) if (!inputs[name]) return { value: false }
    return { value: true }
  },

  examples: [[{ en: 'both', zh: '两者均真' }, {}, [{ in1: true, in2: true }, { value: true }], [{ in2: false }, { value: false }]]],
})
