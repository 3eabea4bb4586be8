/** A call at work: one question of a key at a time, each with a time to live, and always an answer. */
import type { Call } from '@millrace/flow/kinds/call.ts'
import { createGate } from './gate.ts'
import { connectionNamed, type NodeGiven, type NodeStatus, nodeLife } from './node-life.ts'
import { messageOf } from './why.ts'
import { within } from './within.ts'

export interface CallGiven extends NodeGiven {
  readonly definition: Call
  readonly config: Readonly<Record<string, unknown>>
  /** Digest of the release's write path, to which arming binds. */
  readonly path: string
  readonly timeToLiveMs?: number
  /** Questions that may wait, of all keys together. */
  readonly capacity?: number
}

export interface Question {
  /** The effect's id. */
  readonly id: string
  readonly key: string
  readonly in: Readonly<Record<string, unknown>>
  /** When the flow asked, on the monotonic clock. */
  readonly bornMs?: number
}

/** As the journal keeps it: the outputs by name, or why there are none. */
export type Reply = { readonly ports: Readonly<Record<string, unknown>> } | { readonly refused: string }

export interface CallStats {
  readonly waiting: number
  readonly answered: number
  readonly refused: number
}

export interface AttachedCall {
  /** Never rejects. */
  ask(question: Question): Promise<Reply>
  status(): NodeStatus
  stats(): CallStats
  close(): Promise<void>
}

type AnyAsking = Awaited<ReturnType<Call['open']>>

export const attachCall = (given: CallGiven): AttachedCall => {
  const { definition, config, pool, flow, node, path, timeToLiveMs = 30_000, capacity = 1_000 } = given
  const connection = connectionNamed(definition, config)
  const commands = connection !== undefined && pool.guarded(connection) && (definition.command === true || definition.writes !== undefined)
  const keys = new Map<string, Promise<unknown>>()
  const counts = { waiting: 0, answered: 0, refused: 0 }
  const closing = new AbortController()
  const gate = createGate<AnyAsking>()
  let open = false

  const life = nodeLife<AnyAsking>({
    given,
    connection,
    // The library pairs a call with its connection's kind by name: the one place where their types meet.
    open: (outside) => definition.open(config, { ...outside, client: outside.client as never, emit: noEmission }),
    close: (asking) => asking.close(),
    opened(asking) {
      open = asking !== undefined
      if (asking) gate.open(asking)
      else gate.shut()
    },
  })

  const ask = async ({ id, key, in: inputs, bornMs = performance.now() }: Question & { readonly bornMs?: number }): Promise<Reply> => {
    const left = () => timeToLiveMs - (performance.now() - bornMs)
    if (left() < 1) return { refused: 'its time to live passed while it waited' }
    if (commands && !open) return { refused: 'the connection is not up, and a command is never kept for later' }
    const asking = await gate.pass(left())
    if (connection !== undefined && commands) {
      const writes = definition.writes?.(config, inputs as never, { key })
      if (!writes) return { refused: `${node} does not say what it writes` }
      const no = pool.judge(
        connection,
        writes.map((write) => ({ ...write, id, flow, node, key, path, bornMs })),
      )
      if (no) return { refused: no.says.en }
    }
    const control = new AbortController()
    const signal = AbortSignal.any([control.signal, closing.signal])
    try {
      return { ports: await within(left(), asking.ask(inputs as never, { id, key, signal })) }
    } finally {
      control.abort()
    }
  }

  const answer = async (question: Question): Promise<Reply> => {
    try {
      return await ask(question)
    } catch (error) {
      return { refused: messageOf(error) }
    }
  }

  return {
    async ask(question) {
      if (counts.waiting >= capacity) {
        counts.refused++
        return { refused: `${capacity} questions are waiting already` }
      }
      counts.waiting++
      const { key, bornMs = performance.now() } = question
      const turn = (keys.get(key) ?? Promise.resolve()).then(() => answer({ ...question, bornMs }))
      keys.set(key, turn)
      const reply = await turn
      if (keys.get(key) === turn) keys.delete(key)
      counts.waiting--
      counts['ports' in reply ? 'answered' : 'refused']++
      return reply
    },
    status: life.status,
    stats: () => ({ ...counts }),
    async close() {
      closing.abort()
      await life.close()
    },
  }
}

const noEmission = (): Promise<void> => Promise.reject(new Error('a call brings nothing into the flow but its reply'))
