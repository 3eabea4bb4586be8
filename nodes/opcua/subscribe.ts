/** Has an OPC UA server report changes of a list of tags. */
import { connectionOf, duration, type Outside, portsFor, type Row, type Sample, source, z } from '@millrace/flow'
import type { Client } from './client.ts'
import { monitor } from './monitor.ts'
import { KeyedTag, keyOf, portOf } from './tag.ts'

export default source({
  title: { en: 'OPC UA subscribe', zh: 'OPC UA 订阅' },
  doc: {
    en: 'The server reports each change of the tags, with its own time and status. What one message of the server holds arrives together; a tag that the server does not have is Bad while the others go on.',
    zh: '服务器上报各标签的变化,带其自身的时间戳与状态码。同一报文中的值同时到达;服务器上不存在的标签为 Bad,其余不受影响。',
  },
  version: 1,
  config: z.object({
    connection: connectionOf('opcua/connection'),
    tags: z
      .array(KeyedTag)
      .min(1)
      .max(100_000)
      .meta({ label: { en: 'Tags', zh: '标签' }, widget: 'tags', browse: 'readable' }),
    key: z
      .string()
      .max(400)
      .default('')
      .meta({
        label: { en: 'Asset', zh: '资产' },
        help: {
          en: 'For tags without one of their own; {1} is the first part of the node id’s path, {-2} the last but one.',
          zh: '用于未单独指定资产的标签;{1} 为节点路径的第一段,{-2} 为倒数第二段。',
        },
        widget: 'key',
      }),
    every: duration('1 s').meta({ label: { en: 'Report every', zh: '发布周期' } }),
    sample: duration()
      .optional()
      .meta({
        label: { en: 'Look every', zh: '采样周期' },
        help: { en: 'As often as it reports when left out.', zh: '留空则与发布周期相同。' },
      }),
    deadband: z
      .number()
      .min(0)
      .default(0)
      .meta({ label: { en: 'Smallest change of a number', zh: '数值最小变化量' } }),
    queue: z
      .number()
      .int()
      .min(1)
      .max(10_000)
      .default(1)
      .meta({ label: { en: 'Values kept between reports', zh: '两次上报间保留的值数' } }),
  }),
  out: {},
  moreOut: [portsFor('tags', '{name}', portOf('item'))],
  connection: 'opcua/connection',
  ingress: 'at-least-once',
  overflow: 'latest-per-key',

  async open({ tags, key, ...how }, outside: Outside<Client>) {
    const keyed = tags.map((tag) => ({ ...tag, key: keyOf(tag, key) }))
    return monitor(keyed, how, outside, (came) => outside.emit({ rows: rowsOf(came) }))
  },

  examples: [
    [
      { en: 'two boilers', zh: '两台锅炉' },
      {
        connection: 'plc',
        key: 'plant1/boilers/{-2}',
        tags: [
          { name: 'temperature', nodeId: 'ns=2;s=Boilers.B1.Temperature', type: 'number', unit: '°C' },
          { name: 'temperature', nodeId: 'ns=2;s=Boilers.B2.Temperature', type: 'number', unit: '°C' },
        ],
      },
    ],
  ],
})

/** Values of one asset share a row; where a tag came more than once, each of its values has a row of its own, in order. */
export const rowsOf = (
  came: readonly { readonly tag: { readonly name: string; readonly key: string }; readonly sample: Sample }[],
): Row[] => {
  const rows: { key: string; time: number; ports: Record<string, Sample> }[] = []
  const open = new Map<string, (typeof rows)[number]>()
  for (const { tag, sample } of came) {
    let row = open.get(tag.key)
    if (!row || tag.name in row.ports) {
      row = { key: tag.key, time: sample.time, ports: {} }
      rows.push(row)
      open.set(tag.key, row)
    }
    row.ports[tag.name] = sample
    row.time = Math.max(row.time, sample.time)
  }
  return rows
}
