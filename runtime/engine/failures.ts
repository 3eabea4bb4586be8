/** Firings that failed: each is an effect, a record for the error port, and Bad on the outputs. */
import { Sample } from '@millrace/flow'
import type { FiringError } from '@millrace/flow/entry.ts'
import { Refusal } from '@millrace/flow/kinds/base.ts'
import type { Effects } from './effects.ts'
import type { Keys } from './keys.ts'
import type { PlanNode } from './plan.ts'
import { FAILED } from './quality.ts'
import type { Taps } from './taps.ts'

export class Failures {
  readonly #effects: Effects
  readonly #keys: Keys
  readonly #taps: Taps
  count = 0
  /** The last one, for the error port. */
  record: FiringError | undefined

  constructor(effects: Effects, keys: Keys, taps: Taps) {
    this.#effects = effects
    this.#keys = keys
    this.#taps = taps
  }

  /** Gives the quality of the outputs. */
  take(node: PlanNode, k: number, error: unknown, input: Readonly<Record<string, unknown>>, time: number): number {
    this.count++
    this.record = {
      node: node.name,
      entry: this.#effects.entry,
      key: this.#keys.names[k] ?? '',
      code: error instanceof Refusal ? error.code : 'failed',
      message: error instanceof Error ? error.message : String(error),
      input: Object.fromEntries(Object.entries(input).map(([name, value]) => [name, value instanceof Sample ? { ...value } : value])),
    }
    this.#effects.emit('error', node.name, 'error', k, this.record, 0, time)
    if (node.error && this.#taps.on[node.error.index] !== 0) this.#taps.see(node.error.index, k, this.record, 0, time)
    return FAILED
  }
}
