/** The door over socket.io: the same requests as events, and everything that is told unasked. */
import type { Server as HttpServer, IncomingMessage } from 'node:http'
import { fastifyCookie } from '@fastify/cookie'
import { requests, type ToEditor, type ToServer } from '@millrace/flow/protocol.ts'
import { Server, type Socket } from 'socket.io'
import { answer, type Handlers, isRequest } from './answering.ts'
import { maxBody } from './http.ts'
import type { Line, Lines } from './live/lines.ts'
import type { Origins } from './origin.ts'
import { hearing, may, type Who } from './roles.ts'
import type { Sessions } from './sessions.ts'

export interface SocketOptions {
  readonly sessions: Sessions
  cookie(): string
  origins(): Origins
}

export interface Sockets extends Lines {
  /** From now on they are answered. `met`: a line was opened. */
  answer(handlers: Handlers, met: (line: Line, who: Who) => void, ended: (line: Line) => void): void
  close(): Promise<void>
}

type Open = Socket<ToServer, ToEditor>

export const openSockets = (http: HttpServer, { sessions, cookie, origins }: SocketOptions): Sockets => {
  const whoOf = ({ headers }: IncomingMessage) => sessions.who(fastifyCookie.parse(headers.cookie ?? '')[cookie()])
  const server = new Server<ToServer, ToEditor>(http, {
    serveClient: false,
    maxHttpBufferSize: maxBody,
    allowRequest: (request, allow) => {
      const ours = origins().host(request.headers) && origins().own(request.headers)
      allow(ours ? undefined : 'this came from another page', ours && whoOf(request) !== undefined)
    },
  })
  const lines = new Set<Line>()
  const following = new Map<string, Set<Line>>()

  const lineOf = (socket: Open, who: Who): Line => {
    const line: Line = {
      id: socket.id,
      tell(name, told) {
        // The name and what is told under it belong together by this method's own type.
        if (may(who, hearing[name])) socket.emit(name as never, ...([told] as never))
      },
      clear: () => socket.conn.transport.writable,
      follow(flow, follows) {
        const those = following.get(flow) ?? new Set()
        if (follows) following.set(flow, those.add(line))
        else if (those.delete(line) && those.size === 0) following.delete(flow)
      },
    }
    return line
  }

  return {
    everyone(name, told) {
      for (const line of lines) line.tell(name, told)
    },
    followers(flow, name, told) {
      for (const line of following.get(flow) ?? []) line.tell(name, told)
    },
    followed: () => [...following.keys()],
    answer(handlers, met, ended) {
      server.on('connection', (socket) => {
        const who = whoOf(socket.request)
        if (!who) return void socket.disconnect(true)
        const line = lineOf(socket, who)
        lines.add(line)
        for (const name of Object.keys(requests)) {
          if (!isRequest(name)) continue
          const listen = (body: unknown, reply: unknown) => {
            if (typeof reply !== 'function') return
            const later: (() => void)[] = []
            void answer(handlers, name, body, { who, line, after: (work) => later.push(work) }).then((answered) => {
              reply(answered)
              for (const work of later) work()
            })
          }
          // Every event is handled alike, and its request parsed behind this door.
          socket.on(name, listen as never)
        }
        socket.on('disconnect', () => {
          lines.delete(line)
          for (const flow of [...following.keys()]) line.follow(flow, false)
          ended(line)
        })
        met(line, who)
      })
    },
    async close() {
      await server.close()
    },
  }
}
