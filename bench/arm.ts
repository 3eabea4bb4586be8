/** One side of a comparison: a child process of its own on the core that both sides share. */
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onCore } from './core.ts'
import { ending } from './ending.ts'
import type { Answer } from './serve.ts'

export interface Arm {
  readonly pid: number
  ask<T>(name: string, order?: object): Promise<T>
  end(): Promise<void>
}

const withinMs = 300_000

/** `file` is beside the benchmark, such as `chain/millrace.ts`. */
export const openArm = async (file: string, flags: readonly string[] = []): Promise<Arm> => {
  const path = fileURLToPath(new URL(file, import.meta.url))
  const [execPath, ...execArgv] = onCore([process.execPath, '--no-warnings', ...flags])
  // What a child says goes to stderr: stdout is for figures.
  const child = fork(path, [], { execPath, execArgv, stdio: ['ignore', process.stderr, process.stderr, 'ipc'] })
  const ended = ending(child)

  const answer = (): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const over = () => {
        clearTimeout(timer)
        child.off('message', heard)
        child.off('exit', gone)
      }
      const heard = (given: Answer) => {
        over()
        resolve(given)
      }
      const gone = (code: number | null) => {
        over()
        reject(new Error(`${file} ended with ${code}`))
      }
      const timer = setTimeout(() => {
        over()
        reject(new Error(`${file} gave no answer within ${withinMs / 1_000} s`))
      }, withinMs)
      child.on('message', heard)
      child.on('exit', gone)
    })

  await answer()
  return {
    pid: child.pid ?? 0,
    async ask<T>(name: string, order: object = {}) {
      const given = answer()
      child.send({ name, with: order })
      const answered = await given
      if ('failed' in answered) throw new Error(`${file}, ${name}: ${answered.failed}`)
      return answered.gave as T
    },
    async end() {
      // It takes that as its end, and tidies up.
      child.disconnect()
      const timer = setTimeout(() => child.kill('SIGKILL'), 2_000)
      await ended
      clearTimeout(timer)
    },
  }
}
