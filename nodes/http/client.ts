/** Asks one HTTP server, over connections that it keeps open. Redirections are not followed: a guarded write must not end elsewhere. */
import type { Agent } from 'node:http'
import { connect } from 'node:net'
import { readCapped } from './body.ts'

export interface Asked {
  readonly method: string
  /** With its query, below the base address. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: { readonly type: string; readonly bytes: Buffer } | undefined
  readonly timeoutMs: number
  readonly signal?: AbortSignal
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: Buffer
}

export interface HttpClient {
  readonly base: URL
  /** Throws where there is no answer. */
  ask(asked: Asked): Promise<Answer>
  close(): void
}

export interface Server {
  readonly base: URL
  readonly authorization: string | undefined
  readonly ca: Buffer | undefined
  /** Longest answer taken. */
  readonly largest: number
  lost(error: Error): void
}

/** Nobody is there any more: the whole connection is down, not only this question. */
const gone = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH'])
const connectMs = 5_000
const sockets = 8

/** Resolves when something answers at the address. */
export const openClient = async ({ base, authorization, ca, largest, lost }: Server): Promise<HttpClient> => {
  const http = base.protocol === 'https:' ? await import('node:https') : await import('node:http')
  const agent: Agent = new http.Agent({ keepAlive: true, maxSockets: sockets, ...(ca && { ca }) })
  await reach(base)

  const ask = async ({ method, path, headers, body, timeoutMs, signal }: Asked): Promise<Answer> => {
    const limit = AbortSignal.timeout(timeoutMs)
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const request = http.request(below(base, path), {
      method,
      agent,
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
      headers: {
        ...headers,
        ...(authorization !== undefined && { authorization }),
        ...(body && { 'content-type': body.type, 'content-length': body.bytes.length, ...headers }),
      },
    })
    request.on('error', (error) => {
      if ('code' in error && gone.has(String(error.code))) lost(error)
      reject(limit.aborted ? new Error(`no answer within ${timeoutMs / 1000} s`, { cause: error }) : error)
    })
    request.on('response', (response) => {
      readCapped(response, largest).then((bytes) => {
        if (bytes) resolve({ status: response.statusCode ?? 0, headers: response.headers, body: bytes })
        else reject(new Error(`the answer is longer than ${largest} bytes`))
      }, reject)
    })
    request.end(body?.bytes)
    return promise
  }

  return { base, ask, close: () => agent.destroy() }
}

/** A path can't leave what lies below the base address. */
const below = (base: URL, path: string): URL => {
  const root = base.href.replace(/\/+$/, '')
  const url = new URL(root + (path.startsWith('/') ? path : `/${path}`))
  if (url.origin === base.origin && url.href.startsWith(root)) return url
  throw new Error(`${path} leads out of ${base.href}`)
}

const reach = async ({ hostname, port, protocol }: URL): Promise<void> => {
  const socket = connect({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port) || (protocol === 'https:' ? 443 : 80),
    timeout: connectMs,
  })
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  socket.on('connect', resolve).on('error', reject)
  socket.on('timeout', () => reject(new Error(`no answer within ${connectMs / 1000} s`)))
  try {
    await promise
  } finally {
    socket.destroy()
  }
}
