/** Lets keys into a flow up to its cap; one too many is counted, and the first of them raises an alarm of the flow itself. */

import type { AlarmTransition } from '@millrace/flow/alarm-record.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Effects } from './effects.ts'
import { type Keys, MAX_LEVELS } from './keys.ts'
import type { Moment } from './moment.ts'

export class Admission {
  readonly #flow: CheckedFlow
  readonly #keys: Keys
  readonly #effects: Effects
  readonly #at: Moment
  rejects = 0
  /** The alarm was raised. */
  said = false

  constructor(flow: CheckedFlow, keys: Keys, effects: Effects, at: Moment) {
    this.#flow = flow
    this.#keys = keys
    this.#effects = effects
    this.#at = at
  }

  /** The key's index, or -1. */
  take(key: string): number {
    const k = this.#keys.use(key, this.#at.now, this.#flow.keyCap)
    if (k < 0) this.#reject(key)
    return k
  }

  #reject(key: string): void {
    this.rejects++
    if (this.said) return
    this.said = true
    const { now } = this.#at
    const why = `key ${key} is one more than the flow may have, or deeper than ${MAX_LEVELS} levels`
    this.#say({
      level: 'hi',
      state: 'B',
      active: true,
      acked: false,
      value: this.#keys.count + 1,
      limit: this.#flow.keyCap,
      raisedAt: now,
      why,
    })
  }

  /** Keys were retired: with room for more the alarm is over. */
  retired(): void {
    if (!this.said || this.#keys.count >= this.#flow.keyCap) return
    this.said = false
    this.#say({ level: null, state: 'A', active: false, acked: true, value: this.#keys.count, limit: null })
  }

  #say(transition: Omit<AlarmTransition, 'priority' | 'since'>): void {
    const { now } = this.#at
    this.#effects.alarm('', 'alarm', 0, { ...transition, priority: 'medium', since: now }, now)
  }
}
