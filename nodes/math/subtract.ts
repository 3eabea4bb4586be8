/** a minus b. A difference of temperatures is in kelvin. */
import { map, number, z } from '@millrace/flow'

export default map({
  title: { en: 'Subtract', zh: '减' },
  doc: { en: 'a minus b. A difference of temperatures is in kelvin.', zh: 'a 减 b。温度之差的单位为开尔文。' },
  version: 1,
  config: z.object({}),
  in: { a: number({ unitAs: 'u' }), b: number({ unitAs: 'u' }) },
  out: { value: number({ unitFrom: 'delta(u)' }) },
  map: (_config, { a, b }) => ({ value: a - b }),
  examples: [[{ en: 'flow less return', zh: '供回水温差' }, {}, [{ a: 80, b: 60 }, { value: 20 }]]],
})
