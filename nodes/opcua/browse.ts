/** Lists what lies below a node of an OPC UA server when asked. */
import { boolean, call, connectionOf, list, type Outside, record, text, z } from '@millrace/flow'
import { placesBelow } from './address-space.ts'
import type { Client } from './client.ts'

export default call({
  title: { en: 'OPC UA browse', zh: 'OPC UA 浏览' },
  doc: {
    en: 'Lists the nodes below a node of the server, with their types and units; an empty text is the Objects folder.',
    zh: '列出服务器某节点下的子节点及其类型和单位;空文本表示 Objects 文件夹。',
  },
  version: 1,
  config: z.object({ connection: connectionOf('opcua/connection') }),
  in: { place: text({ event: true }) },
  out: { places: list(record({ id: text(), name: text(), type: text(), unit: text(), folder: boolean(), writable: boolean() })) },
  connection: 'opcua/connection',
  idempotent: true,

  async open(_config, { client }: Outside<Client>) {
    return {
      async ask({ place }) {
        const places = await placesBelow(client, place)
        return {
          places: places.map(({ id, name, type = '', unit = '', inside, writable = false }) => ({
            id,
            name,
            type,
            unit,
            folder: inside,
            writable,
          })),
        }
      },
      close: () => undefined,
    }
  },

  examples: [[{ en: 'the server’s objects', zh: '服务器对象' }, { connection: 'plc' }]],
})
