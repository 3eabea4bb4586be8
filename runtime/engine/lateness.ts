/** Judges once, at the source's port and per key, whether a sample is older than the one before it. */
import type { Machine } from './machine.ts'

export class Lateness {
  count = 0
  readonly #machine: Machine
  /** By wire: the newest source time a key. */
  readonly #newest = new Map<number, number[]>()

  constructor(machine: Machine) {
    this.#machine = machine
    for (const node of machine.plan.nodes)
      if (node.definition.kind === 'source') for (const wire of node.outputs) this.#newest.set(wire, [])
  }

  judge(wire: number, k: number, time: number): boolean {
    const newest = this.#newest.get(wire)
    if (!newest) return false
    const last = newest[k]
    if (last === undefined || time >= last) {
      while (newest.length < k) newest.push(Number.NEGATIVE_INFINITY)
      newest[k] = time
      return false
    }
    this.count++
    return true
  }

  forget(k: number): void {
    for (const newest of this.#newest.values()) if (k < newest.length) newest[k] = Number.NEGATIVE_INFINITY
  }

  save(): Record<string, Record<string, number>> {
    const { keys, plan } = this.#machine
    const saved: Record<string, Record<string, number>> = {}
    for (const [index, newest] of this.#newest) {
      const wire = plan.wires[index]
      const times = newest.flatMap((time, k) => (Number.isFinite(time) ? [[keys.names[k] ?? '', time] as const] : []))
      if (wire && times.length > 0) saved[`${this.#machine.name(wire.node)}.${wire.port}`] = Object.fromEntries(times)
    }
    return saved
  }

  load(wire: number, times: Readonly<Record<string, number>>): void {
    for (const [key, time] of Object.entries(times)) this.judge(wire, this.#machine.keys.ancestor(key), time)
  }
}
