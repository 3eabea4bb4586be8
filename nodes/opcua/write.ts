/** Sets a node of an OPC UA server. */
import { connectionOf, sink, unit, z } from '@millrace/flow'
import { nodeIdField, portOf, typeField } from './tag.ts'

export default sink({
  title: { en: 'OPC UA write', zh: 'OPC UA 写入' },
  doc: {
    en: 'Sets the value of a node, as the data type that the server says it has, once, behind the write guard of its connection.',
    zh: '按服务器声明的数据类型写入节点的值;仅写一次,并受连接写保护约束。',
  },
  version: 1,
  config: z.object({
    connection: connectionOf('opcua/connection'),
    nodeId: nodeIdField().meta({ browse: 'writable' }),
    type: typeField().default('number'),
    unit: unit()
      .optional()
      .meta({ label: { en: 'Unit', zh: '单位' } }),
  }),
  in: { value: portOf('config') },
  connection: 'opcua/connection',
  command: true,
  skipBad: true,
  writes: ({ nodeId }, { value }) => [{ tag: nodeId, value }],
  examples: [
    [
      { en: 'a set point', zh: '设定值' },
      { connection: 'plc', nodeId: 'ns=2;s=Boilers.B1.SetPoint', unit: '°C' },
    ],
  ],
})
