/** A compiled flow: takes journal entries one at a time and gives the effects of their ticks. */
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Effect, Emitted, Entry, ParameterSet } from '@millrace/flow/entry.ts'
import { Refusal } from '@millrace/flow/kinds/base.ts'
import { takeEmission } from './emission.ts'
import { forget } from './forgetting.ts'
import { takeCommand, takeReply, takeWake } from './incoming.ts'
import { Instant } from './instant.ts'
import { planOf } from './layout.ts'
import { load } from './load.ts'
import { Machine } from './machine.ts'
import { parameterFault } from './parameters.ts'
import type { Plan, PlanNode } from './plan.ts'
import { save } from './save.ts'
import type { Snapshot } from './saved.ts'
import type { Seen } from './taps.ts'
import { Ticks } from './ticks.ts'

export interface EngineOptions {
  readonly flow: CheckedFlow
  readonly library: Library
  /** Called in order, while the entry is folded; it must not call the engine. */
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

const endless = new Refusal('woken-without-end', {
  en: 'it asks to be woken at one instant without end; is an interval of its config 0?',
  zh: '在同一时刻无休止地请求唤醒;请检查配置中的间隔是否为 0',
})

export class Engine {
  readonly #plan: Plan
  readonly #machine: Machine
  readonly #ticks: Ticks
  readonly #instant = new Instant()
  #last: PlanNode | undefined

  constructor({ flow, library, effect, release = 'working' }: EngineOptions) {
    this.#plan = planOf(flow, library.nodes)
    this.#machine = new Machine(this.#plan, effect, release)
    this.#ticks = new Ticks(this.#machine)
  }

  get counters(): Counters {
    const { lateness, admission, failures, effects, keys } = this.#machine
    return { late: lateness.count, rejects: admission.rejects, errors: failures.count, entries: effects.entry, keys: keys.count }
  }

  /** When it wants to be told that time has passed. */
  nextWake(): number | undefined {
    return this.#machine.wakes.next()
  }

  /** Folds one entry: first every wake that is due, each at its own time, then the entry itself. `number` is its place in the
   * journal. Gives what was wrong with it, if anything. */
  fold(entry: Entry, number = this.#machine.effects.entry + 1): string | undefined {
    const machine = this.#machine
    const { at, wakes, subTicks } = machine
    machine.effects.begin(number)
    const before = at.now
    const now = Math.max(before, entry.now)
    for (let wake = wakes.take(now); wake; wake = wakes.take(now)) {
      subTicks.begin()
      at.now = Math.max(at.now, wake.due)
      const node = this.#plan.nodes[wake.node] as PlanNode
      if (this.#instant.endless(wake)) this.#ticks.fail(node, wake.k, endless, {}, wake.due)
      else takeWake(machine, this.#ticks, node, wake.k, wake.due)
      this.#ticks.settle()
    }
    subTicks.begin()
    at.now = now
    forget(machine, before, now)
    const wrong = this.#take(entry)
    this.#ticks.settle()
    return wrong
  }

  #take(entry: Entry): string | undefined {
    switch (entry.kind) {
      case 'emit':
        return this.#emit(entry)
      case 'command':
        return takeCommand(this.#machine, this.#ticks, entry)
      case 'reply':
        return takeReply(this.#machine, this.#ticks, entry)
      case 'parameter':
        return this.#parameter(entry)
      case 'clock':
        return undefined
    }
  }

  #emit(entry: Emitted): string | undefined {
    const node = this.#last?.name === entry.node ? this.#last : this.#plan.node(entry.node)
    if (!node) return `there is no node "${entry.node}"`
    this.#last = node
    return takeEmission(this.#machine, this.#ticks, node, entry)
  }

  #parameter({ parameter, key, value }: ParameterSet): string | undefined {
    const spec = Object.hasOwn(this.#plan.flow.parameters, parameter) ? this.#plan.flow.parameters[parameter] : undefined
    if (!spec) return `there is no parameter "${parameter}"`
    const wrong = parameterFault(spec, value)
    if (wrong !== undefined) return `${parameter}: ${wrong}`
    const why = this.#machine.setParameter(parameter, key, value)
    return why === undefined ? undefined : `${parameter} cannot be ${JSON.stringify(value)}: ${why}`
  }

  /** Which wires (`node.port`) are shown; unknown ones are passed over. */
  show(wires: readonly string[]): void {
    this.#machine.taps.show(wires.flatMap((text) => this.#wire(text) ?? []))
  }

  /** Every sample on the wire becomes an effect; false where there is no such wire. */
  /** Has wires that seldom speak something to show: to be called about once a second. */
  remember(): void {
    this.#machine.taps.remember()
  }

  watch(wire: string): boolean {
    const index = this.#wire(wire)
    if (index !== undefined) this.#machine.taps.watch(index)
    return index !== undefined
  }

  seen(): Seen[] {
    return this.#machine.taps.take()
  }

  #wire(text: string): number | undefined {
    const dot = text.lastIndexOf('.')
    return this.#plan.wire(text.slice(0, dot), text.slice(dot + 1))?.index
  }

  snapshot(): Snapshot {
    return save(this.#machine)
  }

  /** Takes over what fits: a node's state for the same `is` and state version, by name (or the name it had before). */
  restore(snapshot: Snapshot): void {
    load(this.#machine, this.#ticks, snapshot)
  }
}
