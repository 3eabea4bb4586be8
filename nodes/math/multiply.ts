/** a times b; the unit is worked out. */
import { map, number, z } from '@millrace/flow'

export default map({
  title: { en: 'Multiply', zh: '乘' },
  doc: { en: 'a times b; the unit is worked out.', zh: 'a 乘 b,单位自动推导。' },
  version: 1,
  config: z.object({}),
  in: { a: number({ unitAs: 'u' }), b: number({ unitAs: 'v' }) },
  out: { value: number({ unitFrom: 'u * v' }) },
  map: (_config, { a, b }) => ({ value: a * b }),
  examples: [[{ en: 'current times voltage', zh: '电流乘电压' }, {}, [{ a: 5, b: 230 }, { value: 1150 }]]],
})
