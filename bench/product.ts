/** This product as users run it: `millrace run` on a project's folder. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onCore } from './core.ts'
import { ending } from './ending.ts'

const main = fileURLToPath(new URL('../runtime/main.ts', import.meta.url))

export interface Product {
  readonly pid: number
  end(): Promise<void>
}

/** A project's folder with these flows as documents by name; JSON is YAML, too. */
export const makeProject = (flows: Readonly<Record<string, object>>, brokerUrl: string): string => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-project-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const write = (file: string, content: object) => writeFileSync(join(folder, file), JSON.stringify(content))
  mkdirSync(join(folder, 'flows'))
  write('millrace.yaml', { millrace: 1, name: 'Bench' })
  write('connections.yaml', { millrace: 1, connections: { broker: { is: 'mqtt/connection', config: { url: brokerUrl, version: 4 } } } })
  for (const [name, flow] of Object.entries(flows)) write(`flows/${name}.flow.yaml`, flow)
  return folder
}

export const runFolder = (folder: string): Product => {
  const [command, ...words] = onCore([process.execPath, main, 'run', folder, '--json'])
  const child = spawn(command, words, { stdio: ['ignore', process.stderr, process.stderr] })
  const ended = ending(child)
  return {
    pid: child.pid ?? 0,
    async end() {
      child.kill('SIGKILL')
      await ended
    },
  }
}
