/** This product as users run it: `millrace run` on a project's folder. */
import { type ChildProcess, spawn } from 'node:child_process'
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

/** Flows as documents by name; JSON is YAML, too. */
export const runProject = (flows: Readonly<Record<string, object>>, brokerUrl: string): Product => {
  const folder = mkdtempSync(join(tmpdir(), 'bench-project-'))
  const write = (file: string, content: object) => writeFileSync(join(folder, file), JSON.stringify(content))
  mkdirSync(join(folder, 'flows'))
  write('millrace.yaml', { millrace: 1, name: 'Bench' })
  write('connections.yaml', { millrace: 1, connections: { broker: { is: 'mqtt/connection', config: { url: brokerUrl, version: 4 } } } })
  for (const [name, flow] of Object.entries(flows)) write(`flows/${name}.flow.yaml`, flow)
  const [command, ...words] = onCore([process.execPath, main, 'run', folder, '--json'])
  const child: ChildProcess = spawn(command, words, { stdio: ['ignore', process.stderr, process.stderr] })
  const ended = ending(child)
  return {
    pid: child.pid ?? 0,
    async end() {
      child.kill('SIGKILL')
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
