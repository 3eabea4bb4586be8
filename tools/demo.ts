/** The demo: a project made from its template at the first start, and the factory that it watches, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { PlacedConnection } from '../runtime/project/connections.ts'
import { createProject } from '../runtime/project/create.ts'
import { openProject } from '../runtime/project/open.ts'
import type { Outcome } from '../runtime/project/outcome.ts'
import { root } from './root.ts'

/** Not in git: what a person draws here stays theirs. */
const folder = join(root, '.millrace/demo')

interface Addresses {
  readonly opcua: string
  readonly modbus: string
  readonly mqtt: string
}

export interface Demo {
  readonly folder: string
  stop(): void
}

export const startDemo = async (): Promise<Demo> => {
  const exists = await stat(join(folder, 'millrace.yaml')).catch(() => undefined)
  const template = join(root, 'templates/demo')
  const project = good(await (exists ? openProject(folder) : createProject(folder, { name: 'Demo plant', template, timeZone, language })))
  const plant = await startPlant()
  for (const [name, config] of Object.entries(places(plant.addresses))) {
    const connection = project.connections.all().get(name)
    if (connection && !holds(connection, config)) {
      good(await project.connections.set(name, { is: connection.is, config: { ...connection.config, ...config } }))
    }
  }
  return { folder, stop: () => plant.child.kill() }
}

const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
const language = /^zh/i.test(process.env.LC_ALL || process.env.LANG || '') ? 'zh' : 'en'

/** Of the template's connections, where the plant is. */
const places = ({ opcua, modbus, mqtt }: Addresses): Readonly<Record<string, Record<string, string | number>>> => ({
  boilers: { endpoint: opcua },
  meter: { host: new URL(modbus).hostname, port: Number(new URL(modbus).port) },
  broker: { url: mqtt },
})

const holds = ({ config }: PlacedConnection, wanted: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(wanted).every(([field, value]) => config[field] === value)

const portTaken = 3
const anyPort = ['--opcua-port', '0', '--modbus-port', '0', '--mqtt-port', '0']

/** At its usual ports; at free ones where another one has them. */
const startPlant = async (words: readonly string[] = []): Promise<{ readonly child: ChildProcess; readonly addresses: Addresses }> => {
  const data = join(root, '.millrace/plant')
  const child = spawn(process.execPath, [join(root, 'plant/main.ts'), '--json', '--data', data, ...words], {
    stdio: ['ignore', 'pipe', words.length === 0 ? 'ignore' : 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const line = new Promise<string>((resolve) => createInterface({ input: child.stdout }).once('line', resolve))
  const first = await Promise.race([line, ended])
  if (typeof first === 'string') return { child, addresses: JSON.parse(first) }
  if (first === portTaken && words.length === 0) return startPlant(anyPort)
  throw new Error(`the demo plant ended with ${first}`)
}

const good = <T>(outcome: Outcome<T>): T => {
  if ('ok' in outcome) return outcome.ok
  throw new Error(outcome.faults.map(({ file, line, says }) => `${file ?? ''}:${line ?? ''} ${says[language]}`).join('\n'))
}
