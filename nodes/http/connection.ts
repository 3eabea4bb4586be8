/** An HTTP server that flows ask and send to. */
import { readFile } from 'node:fs/promises'
import { connection, type Outcome, type Write, z } from '@millrace/flow'
import { bodyOf } from './body.ts'
import { type HttpClient, openClient } from './client.ts'

export default connection({
  title: { en: 'HTTP server', zh: 'HTTP 服务器' },
  doc: {
    en: 'A server that flows ask over HTTP or HTTPS. Marked as equipment, everything but GET and HEAD goes through the write guard.',
    zh: '流程经 HTTP 或 HTTPS 访问的服务器。标记为设备后,除 GET 与 HEAD 外均受写保护约束。',
  },
  version: 1,
  config: z.object({
    url: z
      .string()
      .regex(/^https?:\/\/[^/@\s?#]+(\/[^\s?#]*)?$/, 'an address such as https://mes.example/api, without user and password')
      .meta({ label: { en: 'Address', zh: '地址' }, help: { en: 'Paths in flows lie below it.', zh: '流程中的路径位于其下。' } }),
    login: z
      .enum(['none', 'bearer', 'basic'])
      .default('none')
      .meta({
        label: { en: 'Login', zh: '认证' },
        choices: {
          none: { en: 'None', zh: '无' },
          bearer: { en: 'Token', zh: '令牌' },
          basic: { en: 'User and password', zh: '用户名与密码' },
        },
      }),
    user: z
      .string()
      .default('')
      .meta({ label: { en: 'User', zh: '用户名' } }),
    ca: z
      .string()
      .optional()
      .meta({ label: { en: 'Certificate of the authority', zh: 'CA 证书' }, widget: 'file' }),
    largest: z
      .number()
      .int()
      .min(1)
      .max(256 * 1024 * 1024)
      .default(1024 * 1024)
      .meta({ label: { en: 'Longest answer', zh: '最大应答长度' }, unit: 'B' }),
  }),
  secrets: { token: { en: 'Token', zh: '令牌' }, password: { en: 'Password', zh: '密码' } },
  equipment: 'optional',

  async open({ url, login, user, ca, largest }, { secrets, file, lost }): Promise<HttpClient> {
    const token = secrets['token'] ?? ''
    const basic = Buffer.from(`${user}:${secrets['password'] ?? ''}`).toString('base64')
    return openClient({
      base: new URL(url),
      authorization: { none: undefined, bearer: `Bearer ${token}`, basic: `Basic ${basic}` }[login],
      ca: ca === undefined ? undefined : await readFile(file(ca)),
      largest,
      lost,
    })
  },

  close: (client) => client.close(),

  /** Tags one beside the other, each in order. */
  async write(client, writes) {
    const outcomes = new Map<Write, Outcome>()
    const lines = Map.groupBy(writes, ({ tag }) => tag).values()
    await Promise.all(
      Array.from(lines, async (line) => {
        let held: Outcome | undefined
        for (const write of line) {
          const outcome = held ?? (await send(client, write))
          outcomes.set(write, outcome)
          if (typeof outcome === 'object' && 'retry' in outcome) held = outcome
        }
      }),
    )
    return writes.map((write) => outcomes.get(write) ?? { retry: 'not sent' })
  },

  async test(client) {
    const { status, headers } = await client.ask({ method: 'GET', path: '/', timeoutMs: 10_000 })
    return [`${client.base.host} answers ${status}`, headers['server']].filter(Boolean).join(', ')
  },
})

const Options = z.object({ headers: z.record(z.string(), z.string()).default({}), timeoutMs: z.number().default(10_000) })

/** Later it may work: timeout, too many requests, trouble of the server (RFC 9110, 15.5.9; RFC 6585, 4). */
const later = (status: number): boolean => status === 408 || status === 429 || status >= 500

const send = async (client: HttpClient, { tag, value, options }: Write): Promise<Outcome> => {
  const [method = '', path = ''] = tag.split(' ', 2)
  try {
    const { status, body } = await client.ask({ method, path, body: bodyOf(value), ...Options.parse(options ?? {}) })
    if (status < 300) return 'taken'
    const why = `${status} ${body.toString().slice(0, 200)}`.trim()
    return later(status) ? { retry: why } : { refused: why }
  } catch (error) {
    return { retry: error instanceof Error ? error.message : String(error) }
  }
}
