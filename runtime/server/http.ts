/** The door over HTTP: the page, the link that lets one in, and every request of the protocol as `POST /api/NAME`. */
import fastifyCookie from '@fastify/cookie'
import fastifyStatic from '@fastify/static'
import { fault } from '@millrace/flow/fault.ts'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { answer, type Handlers, isRequest } from './answering.ts'
import { headers } from './headers.ts'
import { log } from './log.ts'
import { openApi } from './openapi.ts'
import type { Origins } from './origin.ts'
import { entered, outside } from './page.ts'
import { fetching, may, type Who } from './roles.ts'
import { type Sessions, sessionDays } from './sessions.ts'

export interface HttpOptions {
  readonly sessions: Sessions
  handlers(): Handlers
  /** The built editor. */
  readonly editor: string
  readonly version: string
  /** On record before the session is given out. */
  entered(who: Who): Promise<unknown>
  /** Known once it listens. */
  cookie(): string
  origins(): Origins
}

/** A document may have 10 MB, and what changes it as much. */
export const maxBody = 12 * 1_048_576

declare module 'fastify' {
  interface FastifyRequest {
    who: Who | undefined
  }
}

export const openHttp = async (options: HttpOptions): Promise<FastifyInstance> => {
  const { sessions, editor } = options
  const app = fastify({ bodyLimit: maxBody, forceCloseConnections: true, requestTimeout: 60_000, routerOptions: { maxParamLength: 200 } })
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) {
      const row = `${one === 'HEAD' ? 'GET' : one} ${url}`
      if (!Object.hasOwn(fetching, row)) throw new Error(`the endpoint ${row} has no row in the table of roles`)
    }
  })
  await app.register(fastifyCookie)
  app.decorateRequest('who', undefined)
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers)
    if (!options.origins().host(request.headers)) return refuse(reply, 421, 'host')
    const reads = request.method === 'GET' || request.method === 'HEAD'
    if (!reads && !options.origins().own(request.headers)) return refuse(reply, 403, 'origin')
    request.who = sessions.who(request.cookies[options.cookie()])
    const row = `${request.method === 'HEAD' ? 'GET' : request.method} ${request.routeOptions.url}`
    if (may(request.who, fetching[row])) return undefined
    return request.url.startsWith('/api/') ? refuse(reply, 401, 'session') : reply.code(401).type('text/html').send(outside)
  })

  app.get<{ Params: { word: string } }>('/enter/:word', async ({ params }, reply) => {
    reply.header('cache-control', 'no-store').type('text/html')
    const session = await sessions.enter(params.word)
    if (!session) return reply.code(401).send(outside)
    await options.entered(session.who)
    reply.setCookie(options.cookie(), session.secret, { path: '/', httpOnly: true, sameSite: 'strict', maxAge: sessionDays * 86_400 })
    return reply.send(entered)
  })
  app.get('/api/health', () => ({ ok: { version: options.version } }))
  app.get('/api/openapi.json', () => openApi(options.version))
  app.post<{ Params: { name: string } }>('/api/:name', async ({ params: { name }, body, who }, reply) => {
    reply.header('cache-control', 'no-store')
    if (!isRequest(name) || !who) return refuse(reply, 404, name)
    const answered = await answer(options.handlers(), name, body ?? {}, { who })
    if ('faults' in answered) reply.code(answered.faults[0]?.code === 'not-allowed' ? 403 : 422)
    return answered
  })
  await app.register(fastifyStatic, {
    root: editor,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply, path) => {
      const hashed = /[\\/]assets[\\/]/.test(path)
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const code = error.statusCode ?? 500
    if (code >= 500) log('error', `answering ${request.method} ${request.url}`, error)
    return refuse(reply, code, 'request', code >= 500 ? undefined : error.message)
  })
  app.setNotFoundHandler((request: FastifyRequest, reply) => refuse(reply, 404, request.url.slice(0, 200)))
  return app
}

const whys: Readonly<Record<string, { readonly en: string; readonly zh: string }>> = {
  401: { en: 'you are not signed in; run `millrace start --link` for a link', zh: '尚未登录,请运行 `millrace start --link` 获取链接' },
  403: { en: 'this came from another page', zh: '请求来自其他网页' },
  404: { en: 'there is nothing here', zh: '此处没有内容' },
  413: { en: 'this is larger than 12 MB', zh: '内容超过 12 MB' },
  421: { en: 'this is not the address of this runtime', zh: '这不是本运行时的地址' },
  500: { en: 'this failed inside the runtime; its log says more', zh: '运行时内部出错,详见日志' },
}

const refuse = (reply: FastifyReply, code: number, at: string, said?: string): FastifyReply => {
  const why = whys[code] ?? { en: said ?? 'this request cannot be read', zh: said ?? '无法读取此请求' }
  return reply.code(code).send({ faults: [fault('project', at, { why })] })
}
