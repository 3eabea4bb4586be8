/** `millrace start` as a process of its own, as a person starts it; ended by its own id. */
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { freePort } from './free-port.ts'

export interface Runtime {
  readonly origin: string
  /** The one-time address that lets the admin in. */
  readonly link: string
  /** What it printed so far. */
  said(): string
  stop(): Promise<void>
}

const root = join(import.meta.dirname, '../..')
const startsWithinMs = 20_000
const stopsWithinMs = 8_000

export async function startRuntime(project: string): Promise<Runtime> {
  const port = await freePort()
  const args = [join(root, 'runtime/main.ts'), 'start', project, '--port', String(port)]
  const child = spawn(process.execPath, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  const link = await found(child, () => /http:\/\/127\.0\.0\.1:\d+\/enter\/[\w-]+/.exec(output)?.[0]).catch(async (cause: unknown) => {
    await stop(child)
    throw new Error(`millrace start gave no link; it printed:\n${output}`, { cause })
  })
  return { origin: `http://127.0.0.1:${port}`, link, said: () => output, stop: () => stop(child) }
}

const found = (child: ChildProcess, look: () => string | undefined): Promise<string> =>
  new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`nothing within ${startsWithinMs / 1_000} s`)), startsWithinMs)
    const glance = () => {
      const there = look()
      if (there === undefined) return
      clearTimeout(late)
      resolve(there)
    }
    child.stdout?.on('data', glance)
    child.stderr?.on('data', glance)
    child.once('exit', (code) => {
      clearTimeout(late)
      reject(new Error(`it ended with ${code}`))
    })
  })

/** Asked to end first, so that what it does at the end is tried, too. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const late = setTimeout(() => child.kill('SIGKILL'), stopsWithinMs)
  child.kill('SIGTERM')
  await gone
  clearTimeout(late)
}
