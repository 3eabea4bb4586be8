/** True while its input is false. */
import { boolean, map, z } from '@millrace/flow'

export default map({
  title: { en: 'Not', zh: '非' },
  doc: { en: 'True while its input is false.', zh: '输入为假时为真。' },
  version: 1,
  config: z.object({}),
  in: { value: boolean() },
  out: { value: boolean() },
  map: (_config, { value }) => ({ value: !value }),
  examples: [[{ en: 'turned round', zh: '取反' }, {}, [{ value: true }, { value: false }], [{ value: false }, { value: true }]]],
})
