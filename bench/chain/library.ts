/** The product's nodes and two more, a source that the benchmark feeds and a sink that it reads; and flows of them, checked. */
import { any, json, type Library, number, sink, source, z } from '@millrace/flow'
import { catalogueOf } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import { FlowDocument } from '@millrace/flow/document.ts'
import { faultLine } from '@millrace/flow/fault.ts'
import { library as product } from '@millrace/nodes'

const idle = { close: () => undefined }

const feed = source({
  title: { en: 'Feed', zh: '输入' },
  doc: { en: 'Fed by the benchmark.', zh: '由基准测试输入。' },
  version: 1,
  config: z.object({}),
  out: { record: json(), value: number() },
  open: async () => idle,
  examples: [],
})

const take = sink({
  title: { en: 'Take', zh: '接收' },
  doc: { en: 'Read by the benchmark.', zh: '由基准测试读取。' },
  version: 1,
  config: z.object({}),
  in: { value: any('T') },
  open: async () => ({ send: async (batch) => batch.map(() => 'taken'), ...idle }),
  examples: [],
})

export const library: Library = {
  nodes: new Map([...product.nodes, ['bench/feed', feed], ['bench/take', take]]),
  connections: product.connections,
}

const catalogue = catalogueOf(library)

export const checkedFlow = (nodes: object): CheckedFlow => {
  const { flow, faults } = check(FlowDocument.parse({ millrace: 1, name: 'Bench', nodes }), { catalogue })
  if (!flow) throw new Error(faults.map((fault) => faultLine(fault, 'en')).join('\n'))
  return flow
}
