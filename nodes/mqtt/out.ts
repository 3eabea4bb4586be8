/** Publishes to an MQTT topic. */
import { any, connectionOf, Refusal, sink, z } from '@millrace/flow'
import { topicFault } from './topic.ts'

export default sink({
  title: { en: 'MQTT out', zh: 'MQTT 输出' },
  doc: {
    en: 'Publishes what it is sent: texts, numbers and booleans as they are written, bytes as they are, all else as JSON. Bad samples are not published.',
    zh: '发布收到的内容:文本、数值和布尔按字面,字节原样,其余为 JSON。质量为 Bad 的样本不发布。',
  },
  version: 1,
  config: z.object({
    connection: connectionOf('mqtt/connection'),
    topic: z
      .string()
      .min(1)
      .refine((topic) => topicFault(topic) === undefined, 'a topic to publish to holds no + and no #')
      .meta({
        label: { en: 'Topic', zh: '主题' },
        help: { en: '{key} stands for the key of the sample.', zh: '{key} 为样本的对象键。' },
        widget: 'place',
      }),
    qos: z
      .union([z.literal(0), z.literal(1), z.literal(2)])
      .default(0)
      .meta({ label: { en: 'QoS', zh: 'QoS' } }),
    retain: z
      .boolean()
      .default(false)
      .meta({ label: { en: 'Retain', zh: '保留' } }),
  }),
  in: { payload: any('T') },
  connection: 'mqtt/connection',
  command: true,
  skipBad: true,

  writes({ topic, qos, retain }, { payload }, { key }) {
    const tag = topic.replaceAll('{key}', key)
    const fault = topicFault(tag)
    if (fault !== undefined) throw new Refusal('bad-topic', { en: fault, zh: `无法发布到主题 "${tag}"` })
    return [{ tag, value: payload, options: { qos, retain } }]
  },

  examples: [
    [
      { en: 'the state of every boiler', zh: '各锅炉状态' },
      { connection: 'plant', topic: 'state/{key}', qos: 1, retain: true },
    ],
  ],
})
