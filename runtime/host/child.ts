/** An engine in a child process without rights, for flows that hold user code. One that hangs or dies is started again; after three times in a row it stays down. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Counters } from '@millrace/engine/engine.ts'
import type { Snapshot } from '@millrace/engine/saved.ts'
import type { Seen } from '@millrace/engine/taps.ts'
import type { Host, HostOptions } from './host.ts'
import { type FromChild, packEntry, type ToChild } from './messages.ts'

/** A batch that takes longer has hung, ms. Shorter deadlines fire falsely on a busy machine. */
const DEADLINE = 1_000
const STRIKES = 3
/** State is kept this often, so that a child that died begins where it was, ms. */
const KEEP = 5_000

const main = fileURLToPath(new URL('./child-main.ts', import.meta.url))

type Settled = { readonly resolve: (message: FromChild | undefined) => void; readonly deadline?: NodeJS.Timeout }

/** `libraryUrl`: the module that exports `library`, loaded again in the child. */
export const openChild = (options: HostOptions, libraryUrl: string): Host => {
  const { flow, release, effect, trouble } = options
  const waiting = new Map<number, Settled>()
  let counters: Counters = { late: 0, rejects: 0, errors: 0, entries: 0, keys: 0 }
  let nextWake: number | undefined
  let kept: Snapshot | undefined = options.from
  let shown: readonly string[] = []
  let child: ChildProcess | undefined
  let begun: Promise<void>
  let strikes = 0
  let lastKept = Date.now()
  let id = 0
  let closed = false

  const send = (message: ToChild) => child?.connected && child.send(message)

  const settleAll = () => {
    for (const { resolve, deadline } of waiting.values()) {
      clearTimeout(deadline)
      resolve(undefined)
    }
    waiting.clear()
  }

  const start = (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    const fresh = fork(main, {
      execArgv: ['--permission', '--allow-fs-read=*', '--no-warnings'],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child = fresh
    fresh.on('message', (message: FromChild) => {
      if (message.done === 'begin') return resolve()
      const one = waiting.get(message.id)
      waiting.delete(message.id)
      clearTimeout(one?.deadline)
      one?.resolve(message)
    })
    fresh.once('exit', (code, signal) => {
      if (closed || child !== fresh) return
      strikes++
      settleAll()
      const how = signal ?? `code ${code}`
      if (strikes >= STRIKES) {
        child = undefined
        trouble(`the flow's process ended ${STRIKES} times in a row (${how}); the flow stands still: mend its functions and deploy again`)
        return resolve()
      }
      trouble(`the flow's process ended (${how}); it is started again`)
      begun = start().then(resolve)
    })
    send({ do: 'begin', library: libraryUrl, flow, release, ...(kept && { from: kept }) })
    if (shown.length > 0) send({ do: 'show', wires: shown })
    return promise
  }

  const ask = async (message: (id: number) => ToChild, deadlineMs?: number): Promise<FromChild | undefined> => {
    await begun
    if (!child?.connected) return undefined
    const mine = ++id
    const { promise, resolve } = Promise.withResolvers<FromChild | undefined>()
    const deadline =
      deadlineMs === undefined
        ? undefined
        : setTimeout(() => {
            trouble(`a batch took longer than ${deadlineMs} ms: the flow's process is ended`)
            child?.kill('SIGKILL')
          }, deadlineMs)
    waiting.set(mine, { resolve, ...(deadline && { deadline }) })
    send(message(mine))
    return promise
  }

  const keep = async () => {
    const answer = await ask((one) => ({ do: 'snapshot', id: one }))
    if (answer?.done === 'snapshot') kept = answer.snapshot
    return kept
  }

  begun = start()
  /** Batches follow one another: a later one never overtakes. */
  let queue: Promise<void> = begun

  const fold = async (entries: Parameters<Host['fold']>[0]): Promise<void> => {
    const answer = await ask((one) => ({ do: 'fold', id: one, entries: entries.map(packEntry) }), DEADLINE)
    if (answer?.done !== 'fold') return
    strikes = 0
    counters = answer.counters
    nextWake = answer.nextWake
    for (const one of answer.effects) effect(one)
    for (const says of answer.troubles) trouble(says)
    if (Date.now() - lastKept < KEEP) return
    lastKept = Date.now()
    await keep()
  }

  return {
    fold(entries) {
      queue = queue.then(() => fold(entries))
      return queue
    },
    nextWake: () => nextWake,
    counters: () => counters,
    show(wires) {
      shown = wires
      void begun.then(() => send({ do: 'show', wires }))
    },
    async seen(): Promise<readonly Seen[]> {
      const answer = await ask((one) => ({ do: 'seen', id: one }))
      return answer?.done === 'seen' ? answer.seen : []
    },
    async snapshot() {
      await queue
      const snapshot = await keep()
      if (!snapshot) throw new Error("the flow's process gives no state")
      return snapshot
    },
    async close() {
      closed = true
      settleAll()
      const ending = child
      child = undefined
      if (!ending || ending.exitCode !== null || ending.signalCode !== null) return
      const gone = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill('SIGKILL')
      await gone
    },
  }
}
