/** An engine in this process: for flows of built-in nodes alone. */
import { Engine } from '@millrace/engine/engine.ts'
import { everySecond } from './every-second.ts'
import type { Host, HostOptions } from './host.ts'

export const openInProcess = ({ flow, library, release, from, effect, trouble }: HostOptions): Host => {
  const engine = new Engine({ flow, library, release, effect })
  if (from) engine.restore(from)
  const remember = everySecond(() => engine.remember())
  return {
    fold(entries) {
      remember()
      for (const entry of entries) {
        const wrong = engine.fold(entry)
        if (wrong !== undefined) trouble(wrong)
      }
      return undefined
    },
    nextWake: () => engine.nextWake(),
    counters: () => engine.counters,
    show: (wires) => engine.show(wires),
    seen: () => engine.seen(),
    snapshot: () => engine.snapshot(),
    close: () => undefined,
  }
}
