/** An OPC UA server by open62541 from Debian's newer release, with a small main of ours around it. */
import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { lacksDebian, unpacked } from './debian.ts'
import { freePort, type Program, start } from './program.ts'

export const lacksOpen62541 = lacksDebian

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Kept between runs where npm keeps what can be made again. */
const folder = here('../../node_modules/.cache/open62541')

const built = async (): Promise<string> => {
  await mkdir(folder, { recursive: true })
  const root = await unpacked(folder, 'trixie', ['libopen62541-1.4-dev', 'libc6-dev'])
  const libraries = join(root, 'usr/lib/x86_64-linux-gnu')
  const program = join(folder, 'server')
  const link = ['--disable-new-dtags', `-rpath,${libraries}`, `--dynamic-linker=${join(root, 'usr/lib64/ld-linux-x86-64.so.2')}`]
  const flags = ['-std=gnu11', '-O1', '-Wall', '-Werror', `--sysroot=${root}`, `-B${libraries}`, ...link.map((flag) => `-Wl,${flag}`)]
  await promisify(execFile)('gcc', [...flags, '-o', program, here('open62541-server.c'), '-lopen62541'])
  return program
}

export interface Open62541 extends Pick<Program, 'pid' | 'stop' | 'ask'> {
  readonly endpoint: string
  readonly port: number
}

export const open62541 = async (user: string, password: string, port?: number): Promise<Open62541> => {
  const chosen = port ?? (await freePort())
  const server = await start(await built(), [`${chosen}`, `${user}:${password}`], { ready: /^ready$/m })
  return { pid: server.pid, stop: server.stop, ask: server.ask, port: chosen, endpoint: `opc.tcp://127.0.0.1:${chosen}` }
}
