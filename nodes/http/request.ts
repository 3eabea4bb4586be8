/** Asks an HTTP server and brings its answer into the flow. */
import {
  any,
  call,
  connectionOf,
  duration,
  type Json,
  json,
  number,
  type Outside,
  portsFor,
  Quality,
  Refusal,
  type Sample,
  sample,
  text,
  z,
} from '@millrace/flow'
import { parseText } from '../json/parse-text.ts'
import { readAs } from '../json/read-as.ts'
import { Column, columnPort } from '../sql/column.ts'
import { type Body, bodyOf } from './body.ts'
import type { Answer, HttpClient } from './client.ts'
import { fillPath, placesOf } from './path.ts'

const Request = z.object({
  connection: connectionOf('http/connection'),
  method: z
    .enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'])
    .default('GET')
    .meta({ label: { en: 'Method', zh: '方法' } }),
  path: z
    .string()
    .regex(/^\/\S*$/, 'a path begins with / and holds no blanks')
    .default('/')
    .meta({
      label: { en: 'Path', zh: '路径' },
      help: {
        en: 'Below the address of the connection; {key} and the values by their names stand in it.',
        zh: '位于连接地址之下;可含 {key} 与各参数名。',
      },
    }),
  values: z
    .array(Column)
    .max(50)
    .default([])
    .meta({ label: { en: 'Values', zh: '参数' }, widget: 'table' }),
  headers: z
    .array(
      z.object({
        name: z
          .string()
          .regex(/^[\w!#$%&'*.^`|~+-]+$/, 'a header name')
          .meta({ label: { en: 'Name', zh: '名称' } }),
        value: z
          .string()
          .regex(/^[\t\x20-\x7e\x80-\xff]*$/, 'a header value is one line')
          .meta({ label: { en: 'Value', zh: '值' } }),
      }),
    )
    .max(50)
    .default([])
    .meta({ label: { en: 'Headers', zh: '请求头' }, widget: 'table' }),
  timeout: duration('10 s').meta({ label: { en: 'Longest wait for an answer', zh: '应答超时' } }),
  refusals: z
    .enum(['error', 'answer'])
    .default('error')
    .meta({
      label: { en: 'A status of 300 and above is', zh: '状态码 300 及以上视为' },
      choices: { error: { en: 'an error', zh: '错误' }, answer: { en: 'an answer like others', zh: '普通应答' } },
    }),
})

export default call({
  title: { en: 'HTTP request', zh: 'HTTP 请求' },
  doc: {
    en: 'Asks a server whenever an input arrives. A body goes out as text, bytes or JSON; the answer comes back as text and, where it is JSON, read.',
    zh: '输入到达时访问服务器。请求体以文本、字节或 JSON 发送;应答以文本返回,若为 JSON 则同时解析。',
  },
  version: 1,
  config: Request.superRefine(({ path, values }, context) => {
    const known = new Set(['key', ...values.map(({ name }) => name)])
    const unknown = placesOf(path).filter((name) => !known.has(name))
    if (unknown.length > 0) context.addIssue({ code: 'custom', path: ['path'], message: `there is no value named ${unknown.join(', ')}` })
  }),
  in: { ask: any('T', { event: true, optional: true }), body: any('U', { optional: true }) },
  moreIn: [portsFor('values', '{name}', columnPort())],
  out: { status: number(), text: text(), json: json() },
  connection: 'http/connection',
  command: true,

  writes({ method, path }, inputs: Inputs, { key }) {
    if (method === 'GET' || method === 'HEAD') return []
    return [{ tag: `${method} ${fillPath(path, { ...inputs, key })}`, value: inputs['body'] ?? true }]
  },

  async open({ method, path, headers: given, timeout, refusals }, { client }: Outside<HttpClient>) {
    const headers = Object.fromEntries(given.map(({ name, value }) => [name, value]))
    return {
      async ask(inputs: Inputs, { key, signal }) {
        const body: Body | undefined = method === 'GET' || method === 'HEAD' ? undefined : bodyOf(inputs['body'])
        const answer = await client.ask({ method, path: fillPath(path, { ...inputs, key }), headers, body, timeoutMs: timeout, signal })
        if (refusals === 'error' && answer.status >= 300) throw refusalOf(answer)
        const text = answer.body.toString()
        return { status: answer.status, text, json: readJson(text, String(answer.headers['content-type'] ?? '')) }
      },
      close: () => undefined,
    }
  },

  examples: [
    [
      { en: 'the order that a line works on', zh: '产线当前订单' },
      { connection: 'mes', path: '/lines/{key}/order' },
    ],
    [
      { en: 'a work order', zh: '提交工单' },
      { connection: 'mes', method: 'POST', path: '/work-orders', headers: [{ name: 'X-Source', value: 'millrace' }] },
    ],
  ],
})

type Inputs = Readonly<{ [name: string]: unknown }>

const refusalOf = ({ status, headers, body }: Answer): Refusal => {
  const more = status < 400 && headers['location'] !== undefined ? String(headers['location']) : body.toString().slice(0, 200)
  return new Refusal('http-status', { en: `the server answered ${status} ${more}`.trim(), zh: `服务器应答 ${status} ${more}`.trim() })
}

const readJson = (text: string, type: string): Json | Sample<undefined> => {
  if (!/[/+]json\b/i.test(type)) return sample(undefined, Quality.BadNoData)
  try {
    return readAs(parseText(text), { type: 'json' }, 'body') as Json
  } catch (error) {
    if (error instanceof Refusal) return sample(undefined, Quality.BadDecodingError)
    throw error
  }
}
