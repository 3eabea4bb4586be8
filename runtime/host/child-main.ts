/** The child process of a flow that holds user code: loads what it needs, gives its rights away, and folds what it is sent. */
import { Engine } from '@millrace/engine/engine.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Effect } from '@millrace/flow/entry.ts'
import { everySecond } from './every-second.ts'
import { type FromChild, type ToChild, unpackEntry } from './messages.ts'
import { withUserCode } from './with-user-code.ts'

/** One module may take this long to be evaluated, ms. */
const EVALUATION = 1_000

let engine: Engine
let effects: Effect[] = []

const say = (message: FromChild): void => {
  process.send?.(message)
}

const begin = async ({ library, flow, release, from }: Extract<ToChild, { do: 'begin' }>): Promise<void> => {
  const module = (await import(library)) as { readonly library: Library }
  engine = new Engine({ flow, library: withUserCode(module.library, EVALUATION), release, effect: (effect) => effects.push(effect) })
  if (from) engine.restore(from)
  process.permission?.drop('fs.read')
  say({ done: 'begin' })
}

const remember = everySecond(() => engine.remember())

const fold = ({ id, entries }: Extract<ToChild, { do: 'fold' }>): void => {
  const troubles: string[] = []
  remember()
  for (const entry of entries) {
    const wrong = engine.fold(unpackEntry(entry))
    if (wrong !== undefined) troubles.push(wrong)
  }
  const nextWake = engine.nextWake()
  const made = effects
  effects = []
  say({ done: 'fold', id, effects: made, troubles, counters: engine.counters, ...(nextWake !== undefined && { nextWake }) })
}

process.on('message', (message: ToChild) => {
  switch (message.do) {
    case 'begin':
      void begin(message)
      return
    case 'fold':
      fold(message)
      return
    case 'show':
      engine.show(message.wires)
      return
    case 'seen':
      say({ done: 'seen', id: message.id, seen: engine.seen() })
      return
    case 'snapshot':
      say({ done: 'snapshot', id: message.id, snapshot: engine.snapshot() })
  }
})
