/** Brings into the flow what others send to a path over HTTP. */
import { isUtf8 } from 'node:buffer'
import { connectionOf, type Json, json, type Outside, Refusal, source, text, typeFrom, z } from '@millrace/flow'
import { parseText } from '../json/parse-text.ts'
import { readAs } from '../json/read-as.ts'
import type { HttpListener, Incoming, Reply } from './listen.ts'
import { fillKey, pathReader, placesOf } from './path.ts'

const Endpoint = z.object({
  connection: connectionOf('http/listener'),
  method: z
    .enum(['POST', 'PUT', 'PATCH'])
    .default('POST')
    .meta({ label: { en: 'Method', zh: '方法' } }),
  path: z
    .string()
    .regex(/^\/[^\s?#]*$/, 'a path begins with /')
    .meta({
      label: { en: 'Path', zh: '路径' },
      help: {
        en: '/machines/{machine}: a name in braces stands for one part of it.',
        zh: '/machines/{machine}:花括号中的名称代表路径的一段。',
      },
    }),
  key: z
    .string()
    .default('')
    .meta({
      label: { en: 'Key', zh: '对象键' },
      help: { en: 'plant1/{machine}, with the names of the path.', zh: 'plant1/{machine},使用路径中的名称。' },
      widget: 'key',
    }),
  as: z
    .enum(['json', 'text', 'bytes'])
    .default('json')
    .meta({
      label: { en: 'Body as', zh: '请求体类型' },
      choices: { json: { en: 'JSON', zh: 'JSON' }, text: { en: 'Text', zh: '文本' }, bytes: { en: 'Bytes', zh: '字节' } },
    }),
})

type As = z.output<typeof Endpoint>['as']

export default source({
  title: { en: 'HTTP endpoint', zh: 'HTTP 接收' },
  doc: {
    en: 'Takes requests on a path and answers 202 when the flow has taken them, 400 where the body is not what is expected. A header Idempotency-Key makes a request that comes twice count once.',
    zh: '在指定路径接收请求;流程接收后应答 202,请求体不符时应答 400。带 Idempotency-Key 请求头的重复请求只处理一次。',
  },
  version: 1,
  config: Endpoint.superRefine(({ path, key }, context) => {
    const unknown = placesOf(key).filter((name) => !placesOf(path).includes(name))
    if (unknown.length > 0) context.addIssue({ code: 'custom', path: ['key'], message: `the path holds no {${unknown.join('}, {')}}` })
  }),
  out: {
    body: typeFrom('config.as', { event: true }, { json: { type: 'json' }, text: { type: 'text' }, bytes: { type: 'bytes' } }),
    path: text({ event: true }),
    query: json({ event: true }),
  },
  connection: 'http/listener',
  ingress: 'at-least-once',
  overflow: 'block',

  async open({ method, path, key, as }, { client, emit }: Outside<HttpListener>) {
    const read = pathReader(path)
    const answer = async ({ url, headers, body }: Incoming): Promise<Reply> => {
      const row = {
        key: fillKey(key, read(url.pathname) ?? {}),
        ports: { body: readBody(body, as), path: url.pathname, query: Object.fromEntries(url.searchParams) },
      }
      const origin = headers['idempotency-key']
      await emit({ rows: [row], ...(typeof origin === 'string' && { origin }) })
      return { status: 202 }
    }
    return { close: client.add({ method, matches: (path) => read(path) !== undefined, answer }) }
  },

  examples: [
    [
      { en: 'machines that report by themselves', zh: '设备主动上报' },
      { connection: 'reports', path: '/machines/{machine}', key: 'plant1/{machine}' },
    ],
  ],
})

const readBody = (body: Buffer, as: As): Json | Uint8Array => {
  if (as === 'bytes') return new Uint8Array(body)
  if (!isUtf8(body)) throw new Refusal('not-text', { en: 'the body is no UTF-8 text', zh: '请求体不是 UTF-8 文本' })
  const text = body.toString()
  return as === 'text' ? text : (readAs(parseText(text), { type: 'json' }, 'body') as Json)
}
