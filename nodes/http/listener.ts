/** An address on which flows take in what others send over HTTP. */
import { connection, z } from '@millrace/flow'
import { type HttpListener, listen, loopback } from './listen.ts'

export default connection({
  title: { en: 'HTTP listener', zh: 'HTTP 监听' },
  doc: {
    en: 'A port on which flows take requests. It listens on this machine alone; on another address it wants a token.',
    zh: '流程接收请求的端口。默认仅监听本机;监听其他地址时必须设置令牌。',
  },
  version: 1,
  config: z.object({
    host: z
      .string()
      .min(1)
      .default('127.0.0.1')
      .meta({ label: { en: 'Address', zh: '监听地址' } }),
    port: z
      .number()
      .int()
      .min(1)
      .max(65_535)
      .meta({ label: { en: 'Port', zh: '端口' } }),
    largest: z
      .number()
      .int()
      .min(1)
      .max(64 * 1024 * 1024)
      .default(1024 * 1024)
      .meta({ label: { en: 'Longest body', zh: '最大请求体长度' }, unit: 'B' }),
  }),
  secrets: { token: { en: 'Token that senders show (Authorization: Bearer …)', zh: '发送方出示的令牌(Authorization: Bearer …)' } },
  equipment: 'never',
  async open({ host, port, largest }, { secrets, lost }): Promise<HttpListener> {
    const token = secrets['token'] || undefined
    if (!loopback(host) && token === undefined) throw new Error(`a listener on ${host} can be reached by others: set its token first`)
    return listen({ host, port, largest, token, lost })
  },
  close: (listener) => listener.close(),
  test: async ({ port }) => `listening on port ${port}`,
})
