/** How a broker is reached, and what that means to the driver. The runtime heals the link: the driver's own reconnecting is off. */
import { readFile } from 'node:fs/promises'
import type { Connecting } from '@millrace/flow'
import { z } from '@millrace/flow'
import type { IClientOptions } from 'mqtt'

const qos = z.union([z.literal(0), z.literal(1), z.literal(2)]).default(0)

export const Broker = z.object({
  url: z
    .string()
    .regex(
      /^(mqtts?|wss?):\/\/[^/@\s]+(\/\S*)?$/,
      'an address such as mqtt://broker:1883 or mqtts://broker:8883, without user and password',
    )
    .default('mqtt://127.0.0.1:1883')
    .meta({
      label: { en: 'Address', zh: '地址' },
      help: { en: 'mqtt://, mqtts:// (TLS), ws:// or wss://', zh: 'mqtt://、mqtts://(TLS)、ws:// 或 wss://' },
    }),
  version: z
    .union([z.literal(4), z.literal(5)])
    .default(5)
    .meta({
      label: { en: 'Version', zh: '版本' },
      choices: { 4: { en: 'MQTT 3.1.1', zh: 'MQTT 3.1.1' }, 5: { en: 'MQTT 5', zh: 'MQTT 5' } },
    }),
  username: z
    .string()
    .optional()
    .meta({ label: { en: 'User name', zh: '用户名' } }),
  clientId: z
    .string()
    .max(200)
    .optional()
    .meta({ label: { en: 'Client id', zh: '客户端标识' }, help: { en: 'Made up where it is left out.', zh: '留空则自动生成。' } }),
  session: z
    .enum(['clean', 'persistent'])
    .default('clean')
    .meta({
      label: { en: 'Session', zh: '会话' },
      help: {
        en: 'A persistent one needs a client id; the broker keeps QoS 1 and 2 while the link is down.',
        zh: '持久会话需设置客户端标识;断线期间由代理保留 QoS 1、2 消息。',
      },
      choices: { clean: { en: 'New each time', zh: '每次新建' }, persistent: { en: 'Persistent', zh: '持久' } },
    }),
  keepAlive: z
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(20)
    .meta({ label: { en: 'Keep alive', zh: '保活间隔' }, unit: 's' }),
  ca: z
    .string()
    .optional()
    .meta({ label: { en: 'Certificate of the authority', zh: 'CA 证书' }, widget: 'file' }),
  certificate: z
    .string()
    .optional()
    .meta({ label: { en: 'Own certificate', zh: '客户端证书' }, widget: 'file' }),
  will: z
    .object({
      topic: z
        .string()
        .min(1)
        .meta({ label: { en: 'Topic', zh: '主题' } }),
      payload: z
        .string()
        .default('')
        .meta({ label: { en: 'Payload', zh: '内容' } }),
      qos: qos.meta({ label: { en: 'QoS', zh: 'QoS' } }),
      retain: z
        .boolean()
        .default(false)
        .meta({ label: { en: 'Retain', zh: '保留' } }),
    })
    .optional()
    .meta({ label: { en: 'Last will', zh: '遗嘱' } }),
  largest: z
    .number()
    .int()
    .min(1)
    .max(256 * 1024 * 1024)
    .default(1024 * 1024)
    .meta({ label: { en: 'Largest payload', zh: '最大内容长度' }, unit: 'B' }),
})

export type Broker = z.output<typeof Broker>

/** A day: longer than any maintenance, shorter than for ever. */
const sessionExpiryS = 86_400

/** How the driver is called. `own` false: for a client beside the connection's own, for a look round. */
export const optionsOf = async (broker: Broker, { secrets, file }: Connecting, own = true): Promise<IClientOptions> => {
  const { version, username, clientId, session, keepAlive, ca, certificate, will, largest } = broker
  const kept = own && session === 'persistent'
  return {
    protocolVersion: version,
    clean: !kept,
    keepalive: keepAlive,
    reconnectPeriod: 0,
    connectTimeout: 10_000,
    resubscribe: false,
    queueQoSZero: false,
    rejectUnauthorized: true,
    // Its debug lines cost a microsecond a message even while nobody reads them.
    log: () => undefined,
    ...(own && clientId !== undefined && clientId !== '' && { clientId }),
    ...(username !== undefined && { username }),
    ...(secrets['password'] !== undefined && { password: secrets['password'] }),
    ...(secrets['key'] !== undefined && { key: secrets['key'] }),
    ...(ca !== undefined && { ca: await readFile(file(ca)) }),
    ...(certificate !== undefined && { cert: await readFile(file(certificate)) }),
    ...(own && will && { will: { ...will, payload: Buffer.from(will.payload) } }),
    // With room for the topic and the properties.
    ...(version === 5 && {
      properties: { receiveMaximum: 1_000, maximumPacketSize: largest + 70_000, ...(kept && { sessionExpiryInterval: sessionExpiryS }) },
    }),
  }
}
