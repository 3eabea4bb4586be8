/** An OPC UA server by node-opcua in a process of its own: the same stack on both ends, where the foreign one is not at hand. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, type Program, start } from './program.ts'

export interface OpcuaServer extends Pick<Program, 'pid'> {
  readonly endpoint: string
  /** Adds a variable, sets it by its browse name, or makes it Bad; gives its value back as JSON. */
  tell(order: {
    readonly name: string
    readonly add?: number
    readonly set?: unknown
    readonly bad?: boolean
    readonly time?: number
  }): Promise<unknown>
  stop(signal?: NodeJS.Signals): Promise<void>
  /** On the same port, with the same certificate. */
  again(): Promise<OpcuaServer>
}

export const opcuaServer = async (users: Readonly<Record<string, string>> = {}): Promise<OpcuaServer> =>
  serverOn({ port: await freePort(), folder: await mkdtemp(join(tmpdir(), 'opcua-')), users })

const serverOn = async (setup: { readonly port: number; readonly folder: string; readonly users: object }): Promise<OpcuaServer> => {
  const program = fileURLToPath(import.meta.resolve('./opcua-server.ts'))
  const server = await start(process.execPath, [program, JSON.stringify(setup)], { ready: /^ready$/m, withinMs: 30_000 })
  return {
    pid: server.pid,
    endpoint: `opc.tcp://127.0.0.1:${setup.port}`,
    tell: async (order) => JSON.parse(await server.ask(JSON.stringify(order))),
    async stop(signal) {
      await server.stop(signal)
      if (signal === undefined) await rm(setup.folder, { recursive: true, force: true })
    },
    again: () => serverOn(setup),
  }
}
