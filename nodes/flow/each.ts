/** Sends the items of a list on one by one. */
import { any, list, number, spread, z } from '@millrace/flow'

export default spread({
  title: { en: 'Each', zh: '逐项' },
  doc: {
    en: 'Sends the items of a list on one by one, in order, before anything else is looked at.',
    zh: '按顺序逐个转发列表中的各项,完成之前不处理其他样本。',
  },
  version: 1,
  config: z.object({}),
  in: { list: list(any('T')) },
  out: { item: any('T', { event: true }), index: number({ event: true }) },
  spread: (_config, inputs) => inputs.list.map((item, index) => ({ out: { item, index } })),
  examples: [[{ en: 'two items', zh: '两项' }, {}, [{ list: [7, 8] }, [{ out: { item: 7, index: 0 } }, { out: { item: 8, index: 1 } }]]]],
})
