/** Retires keys that were idle by journal time for longer than the flow says, never one that a node still needs. */
import { clearAt } from './column.ts'
import type { Lateness } from './lateness.ts'
import type { Machine } from './machine.ts'

export class Forgetting {
  readonly #machine: Machine
  readonly #lateness: Lateness
  #next = 0

  constructor(machine: Machine, lateness: Lateness) {
    this.#machine = machine
    this.#lateness = lateness
  }

  /** Looks ten times within the idle time allowed, so that it costs nothing a tick. */
  at(now: number): void {
    const after = this.#machine.plan.flow.forgetAfter
    if (after === undefined || now < this.#next) return
    this.#next = now + after / 10
    const { seen } = this.#machine.keys
    for (let k = 0; k < seen.length; k++) {
      const last = seen[k] ?? -1
      if (last >= 0 && now - last >= after && !this.#busy(k)) this.#forget(k)
    }
  }

  #busy(k: number): boolean {
    const { plan, states } = this.#machine
    for (const { index, definition } of plan.nodes) {
      if (definition.kind !== 'fold' || !definition.busy) continue
      const state = states[index]
      if (state === undefined) continue
      if (!Array.isArray(state)) state.k = k
      const own = Array.isArray(state) ? state[k] : state
      if (own && definition.busy(own as never)) return true
    }
    for (const asked of this.#machine.asked.values()) if (asked.k === k) return true
    return false
  }

  #forget(k: number): void {
    const machine = this.#machine
    for (const column of [...machine.holds, ...machine.registers]) if (column) clearAt(column, k)
    for (const [node, state] of machine.states.entries()) {
      if (state === undefined) continue
      if (Array.isArray(state)) delete state[k]
      else state.clear(k)
      machine.wakes.cancel(node, k)
    }
    machine.gathers.forget(k)
    this.#lateness.forget(k)
    machine.keys.retire(k)
  }
}
