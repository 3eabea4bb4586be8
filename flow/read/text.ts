/** What reading a text gives, whether it is YAML or JSON: plain data, what is wrong with it, and where things stand. */

import { type Fault, fault } from '../fault.ts'
import type { FaultCode } from '../fault-codes.ts'
import type { Place } from './place.ts'

export interface Parsed {
  readonly value: unknown
  readonly faults: readonly Fault[]
  /** Worked out when it is asked for. */
  readonly places: () => Place
}

/** Objects and lists within each other, at most. */
export const maxDepth = 64

/** Keys that reach an object's prototype. */
export const unsafe = new Set(['__proto__', 'constructor', 'prototype'])

/** A fault at a line, for what can't be found again by its place. */
export const faultAt = (line: number, at: string, code: FaultCode, values: Fault['with']): Fault => ({ line, ...fault(code, at, values) })

/** `nodes.a.in.x` is named `a.in.x`. */
export const atOf = (path: readonly PropertyKey[]): string => {
  const parts = path[0] === 'nodes' && path.length > 1 ? path.slice(1) : path
  return parts.length === 0 ? 'flow' : parts.map(String).join('.')
}
