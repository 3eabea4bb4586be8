/** a by b; the unit is worked out. By zero the result is Bad. */
import { map, number, Quality, z } from '@millrace/flow'

export default map({
  title: { en: 'Divide', zh: '除' },
  doc: { en: 'a by b; the unit is worked out. By zero the result is Bad.', zh: 'a 除以 b,单位自动推导。除数为零时结果为坏质量。' },
  version: 1,
  config: z.object({}),
  in: { a: number({ unitAs: 'u' }), b: number({ unitAs: 'v' }) },
  out: { value: number({ unitFrom: 'u / v' }) },
  map: (_config, { a, b }) => ({ value: a / b }),
  examples: [
    [{ en: 'energy per piece', zh: '单件能耗' }, {}, [{ a: 12, b: 4 }, { value: 3 }]],
    [{ en: 'by zero', zh: '除数为零' }, {}, [{ a: 1, b: 0 }, { value: { quality: Quality.BadOutOfRange } }]],
  ],
})
