/** Reads nodes of an OPC UA server when asked. */
import { any, call, connectionOf, type Outside, portsFor, z } from '@millrace/flow'
import type { Client } from './client.ts'
import { portOf, Tag } from './tag.ts'
import { sampleOf } from './value.ts'

export default call({
  title: { en: 'OPC UA read', zh: 'OPC UA 读取' },
  doc: {
    en: 'Reads the tags from the server whenever something arrives, all in one request; each keeps the server’s time and status.',
    zh: '有样本到达时一次性读取各标签,保留服务器的时间戳与状态码。',
  },
  version: 1,
  config: z.object({
    connection: connectionOf('opcua/connection'),
    tags: z
      .array(Tag)
      .min(1)
      .max(1_000)
      .meta({ label: { en: 'Tags', zh: '标签' }, widget: 'tags', browse: 'readable' }),
  }),
  in: { read: any('T', { event: true }) },
  out: {},
  moreOut: [portsFor('tags', '{name}', portOf('item'))],
  connection: 'opcua/connection',
  idempotent: true,

  async open({ tags }, { client }: Outside<Client>) {
    const { session, driver } = client
    const nodes = tags.map(({ nodeId }) => ({ nodeId: client.nodeId(nodeId), attributeId: driver.AttributeIds.Value }))
    return {
      async ask() {
        const values = await session.read(nodes)
        return Object.fromEntries(tags.map((tag, i) => [tag.name, values[i] && sampleOf(values[i], tag.type)]))
      },
      close: () => undefined,
    }
  },

  examples: [
    [
      { en: 'a batch’s recipe', zh: '批次配方' },
      { connection: 'plc', tags: [{ name: 'recipe', nodeId: 'ns=2;s=Mixer.Recipe', type: 'text' }] },
    ],
  ],
})
