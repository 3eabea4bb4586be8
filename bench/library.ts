/** The product's nodes and two more, a source that the benchmark feeds and a sink that it reads; and flows of them, checked. */
import { setTimeout as sleep } from 'node:timers/promises'
import { any, type Emission, type Item, json, type Library, number, sink, source, z } from '@millrace/flow'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import { FlowDocument } from '@millrace/flow/document.ts'
import { faultLine } from '@millrace/flow/fault.ts'
import { library as product } from '@millrace/nodes'

/** Where a runtime has opened them: how the source is fed, who is told what the sink took, and how long it takes for each. */
export const opened: { feed?: (emission: Emission) => Promise<void>; taken?: (item: Item) => void; msPerItem: number } = {
  msPerItem: 0,
}

const feed = source({
  title: { en: 'Feed', zh: '输入' },
  doc: { en: 'Fed by the benchmark, which never waits for it.', zh: '由基准测试输入,不等待。' },
  version: 1,
  config: z.object({}),
  out: { record: json(), value: number() },
  overflow: 'drop-oldest',
  async open(_config, { emit }) {
    opened.feed = emit
    return { close: () => undefined }
  },
  examples: [],
})

const take = sink({
  title: { en: 'Take', zh: '接收' },
  doc: { en: 'Read by the benchmark.', zh: '由基准测试读取。' },
  version: 1,
  config: z.object({}),
  in: { value: any('T') },
  open: async () => ({
    async send(batch) {
      for (const item of batch) {
        if (opened.msPerItem > 0) await sleep(opened.msPerItem)
        opened.taken?.(item)
      }
      return batch.map(() => 'taken')
    },
    close: () => undefined,
  }),
  examples: [],
})

export const library: Library = {
  nodes: new Map([...product.nodes, ['bench/feed', feed], ['bench/take', take]]),
  connections: product.connections,
}

export const catalogue = catalogueOf(library)

export const documentOf = (nodes: object): FlowDocument => FlowDocument.parse({ millrace: 1, name: 'Bench', nodes })

export const checkedFlow = (nodes: object): CheckedFlow => {
  const { flow, faults } = check(documentOf(nodes), { catalogue })
  if (!flow) throw new Error(faults.map((fault) => faultLine(fault, 'en')).join('\n'))
  return flow
}
