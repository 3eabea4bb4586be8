/** An HTTP server on one address that several nodes share: each has its paths, and answers when its flow has taken what came. */
import { createHash, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readCapped } from './body.ts'

export interface Incoming {
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

export interface Reply {
  readonly status: number
  readonly text?: string
}

export interface Route {
  readonly method: string
  /** Undefined where the path is not its own. */
  matches(path: string): boolean
  answer(incoming: Incoming): Promise<Reply>
}

export interface HttpListener {
  /** With the way to take it away again. */
  add(route: Route): () => void
  readonly port: number
  close(): Promise<void>
}

export interface Place {
  readonly host: string
  readonly port: number
  /** Longest body. */
  readonly largest: number
  /** Who does not show it is turned away. */
  readonly token: string | undefined
  lost(error: Error): void
}

const answerWithinMs = 30_000
/** Requests whose flow has not taken them yet; more are told to come later. */
const mostWaiting = 1_000

export const loopback = (host: string): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(host)

export const listen = async ({ host, port, largest, token, lost }: Place): Promise<HttpListener> => {
  const routes = new Set<Route>()
  let waiting = 0

  const replyTo = async (request: IncomingMessage): Promise<Reply> => {
    const url = new URL(request.url ?? '/', 'http://listener')
    if (!(await allowed(request, token, host))) return { status: token === undefined ? 403 : 401 }
    const here = [...routes].filter((route) => route.matches(url.pathname))
    const route = here.find(({ method }) => method === request.method)
    if (!route) return here.length === 0 ? { status: 404 } : { status: 405, text: `use ${here.map(({ method }) => method).join(', ')}` }
    if (waiting >= mostWaiting) return busy
    const body = await readCapped(request.iterator({ destroyOnReturn: false }), largest)
    if (!body) return { status: 413, text: `more than ${largest} bytes` }
    waiting++
    try {
      return await soon(route.answer({ url, headers: request.headers, body }))
    } finally {
      waiting--
    }
  }

  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000 }, (request, response) => {
    replyTo(request).then(
      (reply) => send(response, reply),
      (error: unknown) => send(response, { status: 400, text: error instanceof Error ? error.message : 'bad request' }),
    )
  })
  server.listen(port, host)
  await once(server, 'listening')
  server.on('error', lost)
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : port,
    add(route) {
      routes.add(route)
      return () => void routes.delete(route)
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const busy: Reply = { status: 503, text: 'the flow is busy; come again later' }

const soon = async (answer: Promise<Reply>): Promise<Reply> => {
  const late = Promise.withResolvers<Reply>()
  const timer = setTimeout(late.resolve, answerWithinMs, busy)
  try {
    return await Promise.race([answer, late.promise])
  } finally {
    clearTimeout(timer)
  }
}

const send = (response: ServerResponse, { status, text = '' }: Reply): void => {
  // What is left of a body that nobody reads must not be taken for the next request.
  if (status === 413) response.setHeader('connection', 'close')
  if (status === 503) response.setHeader('retry-after', '5')
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}

/** A page of a foreign site may not speak to it through somebody's browser: it gives itself away by its origin, or by the name it calls us. */
const allowed = async ({ headers }: IncomingMessage, token: string | undefined, host: string): Promise<boolean> => {
  if (token !== undefined) return same(headers.authorization ?? '', `Bearer ${token}`)
  const named = (headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '')
  return headers.origin === undefined && (named === host || loopback(named))
}

const same = (a: string, b: string): boolean => timingSafeEqual(digest(a), digest(b))
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
