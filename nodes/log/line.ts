/** Writes one structured line to the runtime's log for each sample. */
import { any, type Item, type Outside, qualityName, sink, z } from '@millrace/flow'

const levels = ['info', 'warn', 'error'] as const

export default sink({
  title: { en: 'Log line', zh: '日志行' },
  doc: {
    en: 'Writes each sample that arrives as one line of JSON to the runtime’s log (its standard error).',
    zh: '将到达的每个样本以一行 JSON 写入运行时日志(标准错误输出)。',
  },
  version: 1,
  config: z.object({
    level: z
      .enum(levels)
      .default('info')
      .meta({
        label: { en: 'Level', zh: '级别' },
        choices: { info: { en: 'Information', zh: '信息' }, warn: { en: 'Warning', zh: '警告' }, error: { en: 'Error', zh: '错误' } },
      }),
    says: z
      .string()
      .max(400)
      .default('')
      .meta({ label: { en: 'Text', zh: '文本' } }),
  }),
  in: { value: any('T') },

  async open(config, { node }: Outside) {
    return {
      async send(batch) {
        process.stderr.write(batch.map((item) => lineOf(config, node, item)).join(''))
        return batch.map(() => 'taken')
      },
      close: () => undefined,
    }
  },

  examples: [
    [
      { en: 'a failed batch', zh: '失败的批次' },
      { level: 'error', says: 'batch failed' },
    ],
  ],
})

const lineOf = (
  { level, says }: { readonly level: string; readonly says: string },
  node: string,
  { key, time, quality, in: { value } }: Item,
): string =>
  `${JSON.stringify({ time: new Date(time).toISOString(), level, node, ...(says !== '' && { says }), key, value, quality: qualityName(quality) })}\n`
