/** A program that a test brings up beside itself: found or not, awaited until it is ready, ended by its own process id. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'

export interface Program {
  readonly pid: number
  /** What it has written so far. */
  output(): string
  /** Writes a line to it and gives the next line that it answers. */
  ask(line: string): Promise<string>
  /** Ends it and waits for that; SIGKILL is a power cut. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

export interface Starting {
  /** What its output has when it is ready. */
  readonly ready: RegExp
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  readonly uid?: number
  readonly gid?: number
  readonly withinMs?: number
}

export const start = async (
  command: string,
  args: readonly string[],
  { ready, withinMs = 15_000, env, ...how }: Starting,
): Promise<Program> => {
  const child = spawn(command, args, { ...how, env: { ...process.env, ...env }, stdio: 'pipe' })
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  let output = ''
  let heard = (): void => undefined
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      heard()
    })
  }
  child.stdin.on('error', (error) => {
    output += `${error.message}\n`
  })
  let failure: Error | undefined
  const fail = (error: Error) => {
    failure ??= error
    heard()
  }
  child.once('error', fail)
  void ended.then(() => fail(new Error(`${command} ended:\n${output}`)))
  const until = (there: () => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => fail(new Error(`${command} was not ready in ${withinMs} ms:\n${output}`)), withinMs)
      heard = () => {
        if (!failure && !there()) return
        clearTimeout(late)
        heard = () => undefined
        if (failure) reject(failure)
        else resolve()
      }
      heard()
    })
  const program: Program = {
    pid: child.pid ?? 0,
    output: () => output,
    async ask(line) {
      const before = output.length
      child.stdin.write(`${line}\n`)
      await until(() => output.indexOf('\n', before) >= 0)
      return output.slice(before, output.indexOf('\n', before))
    },
    async stop(signal = 'SIGTERM') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal)
      await ended
    },
  }
  try {
    await until(() => ready.test(output))
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  }
  return program
}

/** Where a program lies, looked for where Debian puts servers, too. */
export const find = (name: string): string | undefined =>
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin']
    .map((folder) => join(folder, name))
    .find((path) => existsSync(path))

/** What a test's `skip` takes: false where all are there, else which one is missing. */
export const lacking = (...names: readonly string[]): string | false => {
  const missing = names.filter((name) => (name.startsWith('/') ? !existsSync(name) : find(name) === undefined))
  return missing.length > 0 && `${missing.join(', ')} not installed`
}

/** A port of the loopback interface that nobody has. */
export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })
