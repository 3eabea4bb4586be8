/** Brings the messages of an MQTT topic into a flow. */
import { isUtf8 } from 'node:buffer'
import { boolean, connectionOf, type Emission, type Outside, Quality, type Row, sample, source, text, typeFrom, z } from '@millrace/flow'
import type { IPublishPacket } from 'mqtt'
import { gather } from './gather.ts'
import type { Session } from './session.ts'
import { filterFault, highestPlace, keyFrom, wildcardCount } from './topic.ts'

const In = z.object({
  connection: connectionOf('mqtt/connection'),
  topic: z
    .string()
    .min(1)
    .meta({
      label: { en: 'Topic', zh: '主题' },
      help: { en: '+ stands for one level, # at the end for all that follow.', zh: '+ 匹配一级,末尾的 # 匹配其余各级。' },
      widget: 'place',
    }),
  key: z
    .string()
    .default('')
    .meta({
      label: { en: 'Key', zh: '对象键' },
      help: {
        en: 'plant1/{1}: {1} is what the first + or # stands for, {topic} the whole topic.',
        zh: 'plant1/{1}:{1} 为第一个 + 或 # 的内容,{topic} 为完整主题。',
      },
      widget: 'key',
    }),
  qos: z
    .union([z.literal(0), z.literal(1), z.literal(2)])
    .default(0)
    .meta({
      label: { en: 'QoS', zh: 'QoS' },
      help: { en: 'With 1 and 2 the broker keeps a message until the flow has taken it.', zh: '1、2:流程接收前由代理保留消息。' },
    }),
  as: z
    .enum(['text', 'bytes'])
    .default('text')
    .meta({
      label: { en: 'Payload as', zh: '内容类型' },
      choices: { text: { en: 'Text', zh: '文本' }, bytes: { en: 'Bytes', zh: '字节' } },
    }),
  origin: z
    .string()
    .optional()
    .meta({
      label: { en: 'User property that names a message', zh: '标识消息的用户属性' },
      help: { en: 'MQTT 5: a message that comes twice is taken once.', zh: 'MQTT 5:重复到达的消息只处理一次。' },
    }),
})

export default source({
  title: { en: 'MQTT in', zh: 'MQTT 输入' },
  doc: {
    en: 'Brings the messages of a topic into the flow, each topic under the key made of it. Every node of a connection shares one client; a message of QoS 1 or 2 is acknowledged when the flow has taken it.',
    zh: '将主题消息引入流程,并按主题生成对象键。同一连接的所有节点共用一个客户端;QoS 1、2 的消息在流程接收后才确认。',
  },
  version: 1,
  config: In.superRefine(({ topic, key }, context) => {
    const fault = filterFault(topic)
    const has = wildcardCount(topic)
    if (fault !== undefined) context.addIssue({ code: 'custom', path: ['topic'], message: fault })
    else if (highestPlace(key) > has)
      context.addIssue({ code: 'custom', path: ['key'], message: `{${highestPlace(key)}} has no + or # in the topic, which has ${has}` })
  }),
  out: {
    payload: typeFrom('config.as', {}, { text: { type: 'text' }, bytes: { type: 'bytes' } }),
    topic: text(),
    retained: boolean(),
  },
  connection: 'mqtt/connection',
  ingress: 'at-least-once',
  overflow: 'block',

  async open({ topic: filter, key: template, qos, as, origin }, { client, emit, trouble }: Outside<Session>) {
    const { add, flush } = gather(emit)
    const { largest } = client.broker
    const stop = await client.listen({
      filter,
      qos,
      hear(topic, wildcards) {
        const key = keyFrom(template, topic, wildcards)
        return (message) => {
          const fault = faultOf(message, as, largest)
          if (fault !== undefined) trouble(`${topic}: ${fault}`)
          const payload = fault === undefined ? payloadIn(message, as) : sample(undefined, Quality.BadDecodingError)
          const row: Row = { key, ports: { payload, topic, retained: message.retain } }
          const name = origin === undefined ? undefined : originOf(message, origin)
          return name === undefined ? add(row, qos > 0) : emit({ rows: [row], origin: name } satisfies Emission)
        }
      },
    })
    return {
      async close() {
        flush()
        await stop()
      },
    }
  },

  examples: [
    [
      { en: 'the temperature of every boiler', zh: '各锅炉温度' },
      { connection: 'plant', topic: 'plant1/+/temperature', key: 'plant1/{1}' },
    ],
  ],
})

const faultOf = ({ payload }: IPublishPacket, as: 'text' | 'bytes', largest: number): string | undefined => {
  if (payload.length > largest) return `${payload.length} bytes are more than the largest payload, ${largest}`
  return as === 'bytes' || typeof payload === 'string' || isUtf8(payload) ? undefined : 'the payload is no UTF-8 text'
}

/** Bytes are copied: the driver's buffer holds what came before and after them, too. */
const payloadIn = ({ payload }: IPublishPacket, as: 'text' | 'bytes'): string | Uint8Array =>
  as === 'text' ? payload.toString() : new Uint8Array(typeof payload === 'string' ? Buffer.from(payload) : payload)

const originOf = ({ properties }: IPublishPacket, property: string): string | undefined => {
  const value = properties?.userProperties?.[property]
  return Array.isArray(value) ? value[0] : value
}
