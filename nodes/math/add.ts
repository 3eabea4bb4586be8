/** The sum of several numbers of one unit. */
import { map, number, portsFor, z } from '@millrace/flow'
import { howMany } from '../how-many.ts'

export default map({
  title: { en: 'Add', zh: '加' },
  doc: { en: 'The sum of its inputs, all in one unit.', zh: '各输入之和,单位须一致。' },
  version: 1,
  config: z.object({ inputs: howMany() }),
  in: {},
  moreIn: [portsFor('inputs', 'in{item}', number({ unitAs: 'u' }))],
  out: { value: number({ unitFrom: 'u' }) },

  map(_config, inputs) {
    let value = 0
    for (const name in inputs) value += Number(inputs[name])
    return { value }
  },

  examples: [[{ en: 'three meters', zh: '三块电表' }, { inputs: 3 }, [{ in1: 1.5, in2: 2, in3: 4 }, { value: 7.5 }]]],
})
