/** A compiled flow: takes journal entries one at a time and gives the effects of their ticks. */
import { isBad, Quality, Sample } from '@millrace/flow'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Effect, Entry } from '@millrace/flow/entry.ts'
import { Forgetting } from './forgetting.ts'
import { generate } from './generate.ts'
import { takeCommand, takeReply, takeWake } from './incoming.ts'
import { Lateness } from './lateness.ts'
import { load } from './load.ts'
import { Machine } from './machine.ts'
import { type Plan, type PlanNode, planOf } from './plan.ts'
import { save } from './save.ts'
import type { Snapshot } from './saved.ts'
import type { Seen } from './taps.ts'

export interface EngineOptions {
  readonly flow: CheckedFlow
  readonly library: Library
  readonly effect: (effect: Effect) => void
  /** What alarm records name; `working` for what is not released. */
  readonly release?: string
}

export interface Counters {
  readonly late: number
  readonly rejects: number
  readonly errors: number
  readonly entries: number
  readonly keys: number
}

type Segment = (k: number, tick: number) => void

export class Engine {
  readonly plan: Plan
  readonly machine: Machine
  readonly #segments: Segment[]
  readonly #lateness: Lateness
  readonly #forgetting: Forgetting

  constructor({ flow, library, effect, release = 'working' }: EngineOptions) {
    this.plan = planOf(flow, library.nodes)
    this.machine = new Machine(this.plan, effect, release)
    this.#segments = this.plan.segments.map((_, segment) => this.#compile(segment))
    this.#lateness = new Lateness(this.machine)
    this.#forgetting = new Forgetting(this.machine, this.#lateness)
  }

  #compile(segment: number): Segment {
    return new Function('R', generate(this.plan, segment))(this.machine) as Segment
  }

  get counters(): Counters {
    const { rejects, errors, entry, keys } = this.machine
    return { late: this.#lateness.count, rejects, errors: errors.count, entries: entry, keys: keys.count }
  }

  /** When it wants to be told that time has passed. */
  nextWake(): number | undefined {
    return this.machine.wakes.next()
  }

  /** Folds one entry: first every wake that is due, each at its own time, then the entry itself. `number` is its place in the
   * journal. Gives what was wrong with it, if anything. */
  fold(entry: Entry, number = this.machine.entry + 1): string | undefined {
    const { machine } = this
    machine.entry = number
    machine.index = 0
    machine.sub = 0
    machine.subTicksOfEntry = 0
    const now = Math.max(machine.at.now, entry.now)
    for (let wake = machine.wakes.take(now); wake; wake = machine.wakes.take(now)) {
      machine.at.now = Math.max(machine.at.now, wake.due)
      takeWake(this, wake.node, wake.k, wake.due)
      this.#settle()
    }
    machine.at.now = now
    this.#forgetting.at(now)
    switch (entry.kind) {
      case 'emit':
        return entry.input ? this.#feed(entry) : this.#emit(entry)
      case 'command':
        return this.#then(takeCommand(this, entry))
      case 'reply':
        return this.#then(takeReply(this, entry))
      case 'parameter':
        return this.#parameter(entry)
      case 'clock':
        return undefined
    }
  }

  #then(wrong: string | undefined): string | undefined {
    this.#settle()
    return wrong
  }

  #emit(entry: Extract<Entry, { kind: 'emit' }>): string | undefined {
    const { machine } = this
    const node = this.plan.node(entry.node)
    if (!node) return `there is no node "${entry.node}"`
    for (const row of entry.rows) {
      const k = machine.keys.use(row.key ?? '', machine.at.now, this.plan.flow.keyCap)
      if (k < 0) {
        machine.rejectKey(row.key ?? '')
        continue
      }
      const time = row.time ?? machine.at.now
      const tick = ++machine.tick
      for (const wire of node.outputs) {
        const { port } = this.plan.wires[wire] as Plan['wires'][number]
        const given = row.ports[port]
        if (given === undefined) continue
        const sampled = given instanceof Sample
        const at = sampled && !Number.isNaN(given.time) ? given.time : time
        const late = this.#lateness.judge(wire, k, at)
        if (late && !this.plan.wires[wire]?.lateable) continue
        this.inject(wire, tick, sampled ? given.value : given, sampled ? given.quality : Quality.Good, at, late)
      }
      this.run(node.segment, k)
    }
    this.#settle()
    return undefined
  }

  /** Rows that go straight to a node's inputs. */
  #feed(entry: Extract<Entry, { kind: 'emit' }>): string | undefined {
    const { machine } = this
    const node = this.plan.node(entry.node)
    if (!node) return `there is no node "${entry.node}"`
    for (const row of entry.rows) {
      const k = machine.keys.use(row.key ?? '', machine.at.now, this.plan.flow.keyCap)
      if (k < 0) {
        machine.rejectKey(row.key ?? '')
        continue
      }
      const wires = new Map<number, unknown>()
      for (const [port, given] of Object.entries(row.ports)) {
        const wire = this.#feedWire(node, port)
        if (wire === undefined) return `${entry.node} has no input "${port}"`
        wires.set(wire, given)
      }
      const tick = ++machine.tick
      const time = row.time ?? machine.at.now
      for (const [wire, given] of wires) {
        const sampled = given instanceof Sample
        this.inject(
          wire,
          tick,
          sampled ? given.value : given,
          sampled ? given.quality : Quality.Good,
          sampled && !Number.isNaN(given.time) ? given.time : time,
          false,
        )
      }
      this.run(node.segment, k)
    }
    this.#settle()
    return undefined
  }

  /** The wire by which an input is fed; made, and its segment compiled again, when it is first needed. */
  #feedWire(node: PlanNode, port: string): number | undefined {
    const input = node.inputs.find(({ name }) => name === port)
    if (!input) return undefined
    if (input.feed !== undefined) return input.feed
    const index = this.plan.wires.length
    const several = node.inputs.length > 1
    const wire = {
      index,
      node: node.index,
      port,
      type: input.type,
      event: input.event,
      to: [input],
      held: several && !input.event,
      aged: false,
      shared: true,
      lateable: false,
    }
    this.plan.wires.push(wire)
    input.feed = index
    for (const other of node.inputs) {
      const from = other.from === undefined ? undefined : this.plan.wires[other.from]
      if (from && !from.event && !other.event && !other.register && !from.held) {
        from.held = true
        this.machine.hold(from)
      }
    }
    this.machine.addWire(wire)
    this.machine.constants(node)
    for (const segment of new Set([
      node.segment,
      ...node.inputs.flatMap(({ from }) => (from === undefined ? [] : [this.plan.nodes[this.plan.wires[from]?.node ?? 0]?.segment ?? 0])),
    ])) {
      this.#segments[segment] = this.#compile(segment)
    }
    return index
  }

  #parameter(entry: Extract<Entry, { kind: 'parameter' }>): string | undefined {
    const { machine } = this
    if (!machine.parameters.has(entry.parameter)) return `there is no parameter "${entry.parameter}"`
    const before = machine.parameters.own(entry.parameter, entry.key)
    machine.parameters.set(entry.parameter, entry.key, entry.value)
    try {
      for (const live of machine.live) live?.refresh()
    } catch (error) {
      machine.parameters.set(entry.parameter, entry.key, before)
      for (const live of machine.live) live?.refresh()
      return `${entry.parameter} cannot be ${JSON.stringify(entry.value)}: ${error instanceof Error ? error.message : error}`
    }
    return undefined
  }

  /** Puts a sample on a wire for the tick that is about to run. A number must be one, or it is Bad. */
  inject(wire: number, tick: number, value: unknown, quality: number, time: number, late: boolean): void {
    const { W } = this.machine
    const bad = isBad(quality)
    const wrong = !bad && this.plan.wires[wire]?.type.type === 'number' && !(typeof value === 'number' && Number.isFinite(value))
    W.v[wire] = bad || wrong ? undefined : value
    W.q[wire] = wrong ? (typeof value === 'number' ? Quality.BadOutOfRange : Quality.BadTypeMismatch) : quality
    W.t[wire] = time
    W.l[wire] = late
    W.a[wire] = tick
  }

  /** A node's outputs begin a tick of their own: what a wake, a command, a reply or a sub-tick gave. */
  put(node: number, k: number, out: Readonly<Record<string, unknown>>, quality: number, time: number): void {
    const { machine } = this
    const { outputs, segment } = this.plan.nodes[node] as PlanNode
    const tick = ++machine.tick
    const bad = isBad(quality)
    for (const wire of outputs) {
      const { port, event } = this.plan.wires[wire] as Plan['wires'][number]
      const given = out[port]
      if (given instanceof Sample) this.inject(wire, tick, given.value, given.quality, Number.isNaN(given.time) ? time : given.time, false)
      else if (bad) {
        if (!event) this.inject(wire, tick, undefined, quality, time, false)
      } else if (given !== undefined) this.inject(wire, tick, given, quality, time, false)
    }
    this.run(segment, k)
  }

  /** Speaks on a node's error port, and turns its signal outputs Bad; a refused command changes nothing. */
  putError(node: number, k: number, record: unknown, time: number, refused = false): void {
    const { error, segment, outputs } = this.plan.nodes[node] as PlanNode
    const tick = ++this.machine.tick
    if (!refused)
      for (const wire of outputs) if (!this.plan.wires[wire]?.event) this.inject(wire, tick, undefined, this.machine.failed, time, false)
    if (error !== undefined && this.plan.wires[error]?.shared) this.inject(error, tick, record, Quality.Good, time, false)
    this.run(segment, k)
  }

  /** One tick from a segment on, then its sub-ticks, depth first. */
  run(segment: number, k: number): void {
    const { machine } = this
    const { at } = machine
    at.k = k
    at.key = machine.keys.names[k] ?? ''
    for (const next of this.plan.reach[segment] as readonly number[]) (this.#segments[next] as Segment)(k, machine.tick)
    machine.commit()
    if (machine.subTicks.length === 0) return
    const subTicks = machine.subTicks
    machine.subTicks = []
    const { coarse } = machine
    machine.coarse = false
    for (const sub of subTicks) {
      machine.sub++
      this.put(sub.node, sub.k, sub.out, sub.quality, sub.time)
    }
    machine.coarse = coarse
  }

  /** After the last row: the ticks of ancestors, the deepest first. */
  #settle(): void {
    const { machine } = this
    const { gathers, at } = machine
    if (gathers.idle) return
    for (let k = gathers.next(); k !== undefined; k = gathers.next()) {
      const nodes = gathers.nodesAt(k)
      const segments = new Set(nodes.flatMap((node) => this.plan.reach[this.plan.nodes[node]?.segment ?? 0] ?? []))
      at.k = k
      at.key = machine.keys.names[k] ?? ''
      machine.coarse = true
      machine.tick++
      for (const segment of [...segments].sort((a, b) => a - b)) (this.#segments[segment] as Segment)(k, machine.tick)
      machine.coarse = false
      machine.commit()
      const subTicks = machine.subTicks
      machine.subTicks = []
      for (const sub of subTicks) {
        machine.sub++
        this.put(sub.node, sub.k, sub.out, sub.quality, sub.time)
      }
      gathers.done(k, nodes)
    }
  }

  /** Which wires are shown; unknown ones are passed over. */
  show(wires: readonly string[]): void {
    this.machine.taps.show(wires.flatMap((text) => this.#wire(text) ?? []))
  }

  watch(wire: string): boolean {
    const index = this.#wire(wire)
    if (index !== undefined) this.machine.taps.watch(index)
    return index !== undefined
  }

  seen(): Seen[] {
    return this.machine.taps.take()
  }

  #wire(text: string): number | undefined {
    const dot = text.lastIndexOf('.')
    return this.plan.wire(text.slice(0, dot), text.slice(dot + 1))?.index
  }

  snapshot(): Snapshot {
    return save(this.machine, this.#lateness)
  }

  /** Takes over what fits: a node's state for the same `is` and state version, by name (or the name it had before). */
  restore(snapshot: Snapshot): void {
    load(this.machine, this.#lateness, snapshot)
  }
}
