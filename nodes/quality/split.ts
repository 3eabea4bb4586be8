/** Makes the quality of a sample something that a flow can work with. */
import { any, boolean, map, number, Quality, qualityName, severity, text, z } from '@millrace/flow'

export default map({
  title: { en: 'Read quality', zh: '读取质量' },
  doc: {
    en: 'Tells whether a sample is Good, and its OPC UA status code and name. The outputs are Good themselves.',
    zh: '给出样本是否良好及其 OPC UA 状态码与名称;输出本身质量良好。',
  },
  version: 1,
  config: z.object({}),
  in: { value: any('T') },
  out: { good: boolean(), bad: boolean(), code: number(), name: text() },
  judges: true,

  map(_config, { value: { quality } }) {
    return { good: severity(quality) === 0, bad: severity(quality) >= 2, code: quality >>> 0, name: qualityName(quality) }
  },

  examples: [
    [
      { en: 'Good and Bad', zh: '良好与坏' },
      {},
      [{ value: 5 }, { good: true, bad: false, code: 0, name: 'Good' }],
      [{ value: { quality: Quality.BadSensorFailure } }, { good: false, bad: true, code: 0x808c0000, name: 'BadSensorFailure' }],
    ],
  ],
})
