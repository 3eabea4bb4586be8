/** A SQLite file opened beside the runtime. To write: in a thread, so that a slow disk doesn't hold the runtime up. To read: in a process, as nothing less ends an endless query. */
import { fork } from 'node:child_process'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Answer, Order, Setup } from './sqlite-worker.ts'

export interface Aside {
  /** One that doesn't answer in time is ended, and answers no more. */
  ask(order: Order, withinMs: number): Promise<unknown>
  readonly ended: boolean
  close(): Promise<void>
}

interface Asked {
  resolve(result: unknown): void
  reject(error: Error): void
}

/** The worker lies beside this file, as `.ts` or built as `.js`. */
const program = fileURLToPath(new URL(`./sqlite-worker${extname(fileURLToPath(import.meta.url))}`, import.meta.url))

export const openAside = (setup: Setup): Aside => {
  const { post, stop, listen } = setup.readOnly ? inProcess(setup) : inThread(setup)
  const asked = new Map<number, Asked>()
  let last = 0
  let dead: Error | undefined
  const end = (error: Error) => {
    dead ??= error
    for (const { reject } of asked.values()) reject(dead)
    asked.clear()
  }
  listen((answer) => {
    const waiting = asked.get(answer.id)
    asked.delete(answer.id)
    if ('error' in answer) waiting?.reject(new Error(answer.error))
    else waiting?.resolve(answer.result)
  }, end)

  return {
    get ended() {
      return dead !== undefined
    },
    async ask(order, withinMs) {
      if (dead) throw dead
      const id = ++last
      const late = setTimeout(() => {
        end(new Error(`no answer within ${withinMs} ms`))
        void stop()
      }, withinMs)
      try {
        return await new Promise((resolve, reject) => {
          asked.set(id, { resolve, reject })
          post({ id, ...order })
        })
      } finally {
        clearTimeout(late)
      }
    },
    close: stop,
  }
}

interface Way {
  post(order: Order & { readonly id: number }): void
  listen(heard: (answer: Answer) => void, ended: (error: Error) => void): void
  stop(): Promise<void>
}

const closed = new Error('the database was closed')

const inThread = (setup: Setup): Way => {
  const worker = new Worker(program, { workerData: setup })
  return {
    post: (order) => worker.postMessage(order),
    listen: (heard, ended) =>
      worker
        .on('message', heard)
        .on('error', ended)
        .on('exit', () => ended(closed)),
    stop: async () => void (await worker.terminate()),
  }
}

const inProcess = (setup: Setup): Way => {
  const child = fork(program, [JSON.stringify(setup)], {
    serialization: 'advanced',
    execArgv: [],
    env: {},
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    post: (order) => void child.send(order, (error) => error && child.emit('error', error)),
    listen: (heard, ended) =>
      child
        .on('message', (answer) => heard(answer as Answer))
        .on('error', ended)
        .on('exit', () => ended(closed)),
    stop() {
      child.kill('SIGKILL')
      return exited
    },
  }
}
