/** Sends what it is given to an HTTP server: a webhook, a record for another system. */
import { any, connectionOf, sink, z } from '@millrace/flow'
import { fillPath, placesOf } from './path.ts'

export default sink({
  title: { en: 'HTTP send', zh: 'HTTP 发送' },
  doc: {
    en: 'Sends its input to a server and forgets the answer; one that is not taken is tried again, in order for each key. Bad samples are not sent.',
    zh: '将输入发送到服务器,不使用应答;未被接收时按对象键顺序重试。质量为 Bad 的样本不发送。',
  },
  version: 1,
  config: z.object({
    connection: connectionOf('http/connection'),
    method: z
      .enum(['POST', 'PUT', 'PATCH'])
      .default('POST')
      .meta({ label: { en: 'Method', zh: '方法' } }),
    path: z
      .string()
      .regex(/^\/\S*$/, 'a path begins with / and holds no blanks')
      .default('/')
      .refine((path) => placesOf(path).every((name) => name === 'key'), 'only {key} can stand in the path')
      .meta({ label: { en: 'Path', zh: '路径' }, help: { en: '{key} stands for the key of the sample.', zh: '{key} 为样本的对象键。' } }),
  }),
  in: { body: any('T') },
  connection: 'http/connection',
  command: true,
  skipBad: true,
  writes: ({ method, path }, { body }, { key }) => [{ tag: `${method} ${fillPath(path, { key })}`, value: body }],
  examples: [
    [
      { en: 'an alarm to a chat', zh: '将报警发送到聊天工具' },
      { connection: 'chat', path: '/hooks/shift' },
    ],
  ],
})
