/** Runs ticks: the generated functions that something came for, in order, then what the tick left to be done, depth first. */
import { Sample } from '@millrace/flow'
import { compile, type Segment } from './compile/generate.ts'
import type { Machine } from './machine.ts'
import type { PlanNode, PlanWire } from './plan.ts'
import { bad, FAILED, outer } from './quality.ts'
import type { SubTick } from './sub-ticks.ts'

type Fields = Readonly<Record<string, unknown>>

export class Ticks {
  readonly #machine: Machine
  readonly #segments: (Segment | undefined)[]

  constructor(machine: Machine) {
    this.#machine = machine
    this.#segments = machine.plan.segments.map(() => undefined)
    for (const [segment, nodes] of machine.plan.segments.entries()) if (nodes.length > 1) this.#function(segment)
  }

  #function(segment: number): Segment {
    const made = compile(this.#machine, segment)
    this.#segments[segment] = made
    return made
  }

  /** The segment is compiled anew when it is next run: something about its wires has changed. */
  renew(segment: number): void {
    this.#segments[segment] = undefined
  }

  /** A tick is to begin with these. */
  open(wires: readonly PlanWire[]): void {
    for (const wire of wires) {
      if (wire.open) continue
      wire.open = true
      this.renew(wire.node.segment)
    }
  }

  /** A row of a source. */
  row(source: PlanNode, k: number, ports: Fields, time: number): void {
    this.#machine.at.k = k
    const segment = this.#segments[source.segment] ?? this.#function(source.segment)
    segment(k, ++this.#machine.tick, ports, time, source)
    this.#rest(k)
  }

  /** A tick that begins with samples which stand in slots already, at this number. */
  from(segment: number, k: number): void {
    const { at, pending } = this.#machine
    at.k = k
    pending[segment >> 5] = (pending[segment >> 5] as number) | (1 << (segment & 31))
    this.#rest(k)
  }

  /** Whatever is pending, then what the tick left. */
  #rest(k: number): void {
    const { pending, tick, registers, subTicks } = this.#machine
    for (let word = 0; word < pending.length; word++) {
      for (let bits = pending[word] as number; bits !== 0; bits = pending[word] as number) {
        const lowest = bits & -bits
        pending[word] = bits ^ lowest
        const segment = (word << 5) + 31 - Math.clz32(lowest)
        ;(this.#segments[segment] ?? this.#function(segment))(k, tick)
      }
    }
    registers.commit()
    if (!subTicks.none) this.#below()
  }

  #below(): void {
    const { subTicks, effects } = this.#machine
    const { coarse } = this.#machine
    this.#machine.coarse = false
    for (const one of subTicks.take()) {
      effects.sub++
      if ('feed' in one) this.#feed(one)
      else this.put(one.node, one.k, one.out, one.q, one.time)
    }
    this.#machine.coarse = coarse
  }

  #feed({ node, k, feed }: Extract<SubTick, { feed: unknown }>): void {
    this.#machine.tick++
    for (const { wire, value, q, time } of feed) this.inject(wire, value, outer(q), time)
    this.from(node.segment, k)
  }

  /** Puts a sample on a wire for the tick that is about to run. */
  inject(wire: PlanWire, value: unknown, quality: number, time: number): void {
    const { slots, tick } = this.#machine
    slots.put(wire.index, tick, wire.numeric, value, quality, time)
  }

  /** A node's outputs begin a tick of their own: what a wake, a command, a reply or a sub-tick gave. An output that is named without a value is Bad where `q` is. */
  put(node: PlanNode, k: number, out: Fields, q: number, time: number): void {
    this.#machine.tick++
    for (const wire of node.outputs) {
      const given = out[wire.port]
      if (given instanceof Sample) this.inject(wire, given.value, given.quality, Number.isNaN(given.time) ? time : given.time)
      else if (bad(q)) {
        if (!wire.event && Object.hasOwn(out, wire.port)) this.inject(wire, undefined, outer(q), time)
      } else if (given !== undefined) this.inject(wire, given, outer(q), time)
    }
    this.from(node.segment, k)
  }

  /** A firing outside of a tick failed: its outputs are Bad, unless it changed nothing, and its error port speaks. */
  fail(node: PlanNode, k: number, error: unknown, input: Fields, time: number, outputsStay = false): void {
    const { failures } = this.#machine
    failures.take(node, k, error, input, time)
    this.open([...node.outputs, ...(node.error ? [node.error] : [])])
    this.#machine.tick++
    if (!outputsStay) for (const wire of node.outputs) if (!wire.event) this.inject(wire, undefined, outer(FAILED), time)
    if (node.error) this.inject(node.error, failures.record, 0, time)
    this.from(node.segment, k)
  }

  /** After the last row: the ticks of ancestors, the deepest first. */
  settle(): void {
    const machine = this.#machine
    const { gathers, at, keys, pending } = machine
    while (!gathers.idle) {
      const k = gathers.next()
      for (const { segment } of gathers.nodesAt(k)) pending[segment >> 5] = (pending[segment >> 5] as number) | (1 << (segment & 31))
      at.k = k
      keys.touch(k, at.now)
      machine.coarse = true
      machine.tick++
      this.#rest(k)
      machine.coarse = false
    }
  }
}
