/** Shows what arrives in the editor's debug panel. */
import { any, type Outside, sink, z } from '@millrace/flow'

export default sink({
  title: { en: 'Debug', zh: '调试' },
  doc: {
    en: 'Shows each sample that arrives in the debug panel, with its asset, time and quality. Nothing leaves the runtime.',
    zh: '在调试面板中显示到达的每个样本及其资产、时间和质量,不向外发送。',
  },
  version: 1,
  config: z.object({}),
  in: { value: any('T') },

  async open(_config, outside: Outside) {
    return {
      async send(batch) {
        outside.show(batch)
        return batch.map(() => 'taken')
      },
      close: () => undefined,
    }
  },

  examples: [[{ en: 'any wire', zh: '任意连线' }, {}]],
})
