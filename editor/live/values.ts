/** The newest sample of every watched port. Kept out of React: ten updates a second on every wire would drown it. */
import type { Taps } from '@millrace/flow/protocol-told.ts'
import type { Json } from '@millrace/flow/type.ts'

export interface Live {
  readonly value: Json
  readonly quality: number
  /** Source time, ms by the runtime's clock. */
  readonly time: number
  /** Samples a second. */
  readonly rate: number
  readonly key: string
  /** The last value that was not Bad. */
  readonly good?: Json
}

const values = new Map<string, Live>()
const listeners = new Set<(port: string) => void>()
let set = 0
let wires: readonly string[] = []

export const liveOf = (port: string): Live | undefined => values.get(port)

/** A number for the next set of wires; what comes for an older one is dropped. */
export const nextSet = (now: readonly string[]): number => {
  wires = now
  return ++set
}

export const heardTaps = (told: Taps): void => {
  if (told.set !== set) return
  for (const [wire, value, quality, time, rate, key] of told.taps) {
    const port = wires[wire]
    if (port === undefined) continue
    const good = quality >>> 30 >= 2 ? values.get(port)?.good : value
    values.set(port, { value, quality, time, rate, key, ...(good !== undefined && { good }) })
    for (const listener of listeners) listener(port)
  }
}

export const forgetValues = (): void => {
  values.clear()
  for (const port of wires) for (const listener of listeners) listener(port)
}

export const hearValues = (listener: (port: string) => void): (() => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
