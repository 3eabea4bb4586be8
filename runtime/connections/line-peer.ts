/** A peer for tests that speaks lines of JSON over TCP and can be killed and started again, and nodes that reach it. */
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { createInterface } from 'node:readline'
import { call, connection, json, type Outcome, type Outside, sink, source, text, z } from '@millrace/flow'

export interface LineServer {
  readonly port: number
  /** What was set on it, in order. */
  readonly set: { readonly tag: string; readonly value: unknown }[]
  readonly clients: ReadonlySet<Socket>
  readonly listening: boolean
  say(line: { readonly key: string; readonly value: unknown }): void
  kill(): Promise<void>
  restart(): Promise<void>
}

export const lineServer = async (): Promise<LineServer> => {
  const clients = new Set<Socket>()
  const set: { tag: string; value: unknown }[] = []
  let server: Server
  let port = 0
  const listen = async () => {
    server = createServer((socket) => {
      clients.add(socket)
      socket.on('close', () => clients.delete(socket)).on('error', () => socket.destroy())
      createInterface(socket).on('line', (line) => {
        const { id, tag, value } = JSON.parse(line) as { id: string; tag: string; value: unknown }
        if (tag !== 'slow') set.push({ tag, value })
        if (tag !== 'slow') socket.write(`${JSON.stringify({ id, outcome: tag === 'bad' ? { refused: 'no such tag' } : 'taken' })}\n`)
      })
    })
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    port = typeof address === 'object' && address ? address.port : 0
  }
  await listen()
  return {
    get port() {
      return port
    },
    get listening() {
      return server.listening
    },
    set,
    clients,
    say(line) {
      for (const socket of clients) socket.write(`${JSON.stringify(line)}\n`)
    },
    async kill() {
      for (const socket of clients) socket.destroy()
      server.close()
      await once(server, 'close')
    },
    restart: listen,
  }
}

interface LineClient {
  readonly socket: Socket
  readonly listeners: Set<(line: { key: string; value: unknown }) => void>
  set(id: string, tag: string, value: unknown): Promise<Outcome>
}

export const lineConnection = (equipment: 'always' | 'optional' | 'never') =>
  connection({
    title: { en: 'Lines', zh: '行协议' },
    doc: { en: 'Lines of JSON over TCP.', zh: '基于 TCP 的 JSON 行。' },
    version: 1,
    config: z.object({ port: z.number() }),
    equipment,
    async open({ port }, { lost }): Promise<LineClient> {
      const socket = connect(port, '127.0.0.1')
      await once(socket, 'connect')
      const listeners: LineClient['listeners'] = new Set()
      const waiting = new Map<string, (outcome: Outcome) => void>()
      socket.on('error', lost).on('close', () => {
        for (const answer of waiting.values()) answer({ retry: 'the link was lost' })
        lost(new Error('the peer closed the link'))
      })
      createInterface(socket).on('line', (line) => {
        const { id, outcome, key, value } = JSON.parse(line)
        if (id !== undefined) waiting.get(id)?.(outcome)
        else for (const hear of listeners) hear({ key, value })
      })
      return {
        socket,
        listeners,
        set(id, tag, value) {
          socket.write(`${JSON.stringify({ id, tag, value })}\n`)
          return new Promise((answer) => waiting.set(id, answer))
        },
      }
    },
    close: ({ socket }) => void socket.destroy(),
    write: (client, writes) => Promise.all(writes.map(({ id, tag, value }) => client.set(id, tag, value))),
    test: async ({ socket }) => `${socket.remoteAddress} answers`,
    browse: async (_client, place) => [{ id: `${place}/a`, name: 'a', inside: false }],
  })

const config = z.object({ connection: z.string() })
const words = { en: 'Lines', zh: '行协议' }

export const lineIn = source({
  title: words,
  doc: words,
  version: 1,
  config,
  connection: 'line/connection',
  overflow: 'block',
  out: { value: json() },
  async open(_config, { client, emit, lost }: Outside<LineClient>) {
    const hear = ({ key, value }: { key: string; value: unknown }) => {
      if (value === 'lost') lost(new Error('told to'))
      else void emit({ rows: [{ key, ports: { value } }] })
    }
    client.listeners.add(hear)
    return { close: () => void client.listeners.delete(hear) }
  },
  examples: [],
})

export const lineOut = sink({
  title: words,
  doc: words,
  version: 1,
  config,
  connection: 'line/connection',
  command: true,
  in: { value: json() },
  writes: (_config, { value }, { key }) => [{ tag: key, value }],
  examples: [],
})

export const lineAsk = call({
  title: words,
  doc: words,
  version: 1,
  config,
  connection: 'line/connection',
  command: true,
  in: { value: text() },
  out: { outcome: json() },
  writes: (_config, { value }) => [{ tag: value, value }],
  open: async (_config, { client }: Outside<LineClient>) => ({
    ask: async ({ value }, { id }) => ({ outcome: (await client.set(id, value, value)) as string }),
    close: () => undefined,
  }),
  examples: [],
})
