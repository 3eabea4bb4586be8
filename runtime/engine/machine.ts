/** What the generated code of a flow works on: the present sample of wires, what is held for every key, configs and states of nodes. */
import { z } from '@millrace/flow'
import type { Effect } from '@millrace/flow/entry.ts'
import type { Json } from '@millrace/flow/type.ts'
import { Admission } from './admission.ts'
import { Calls } from './calls.ts'
import { Column, Numbers, Objects, type PerKey } from './column.ts'
import { LiveConfigs, type Parsed, parsedConfig } from './config.ts'
import { Effects } from './effects.ts'
import { Failures } from './failures.ts'
import { Flat } from './flat.ts'
import { Gathers } from './gathers.ts'
import { Keys } from './keys.ts'
import { Lateness } from './lateness.ts'
import { Moment } from './moment.ts'
import { ParameterTable, type SavedParameters } from './parameters.ts'
import type { Plan, PlanNode, PlanWire } from './plan.ts'
import { NONE } from './quality.ts'
import { Registers } from './registers.ts'
import { Slots } from './slots.ts'
import { SubTicks } from './sub-ticks.ts'
import { Taps } from './taps.ts'
import { Wakes } from './wakes.ts'

/** What the engine has for one node. */
interface Own {
  readonly config: Parsed
  readonly live: LiveConfigs | undefined
  readonly states: Flat | Objects | undefined
  /** Of what a fold that may be woken was last given: what it emits then has it. */
  readonly quality: Numbers | undefined
  readonly register: Column | undefined
}

export class Machine {
  readonly plan: Plan
  readonly keys: Keys
  readonly wakes = new Wakes()
  readonly at: Moment
  readonly lateness = new Lateness()
  readonly parameters: ParameterTable
  readonly slots: Slots
  readonly effects: Effects
  readonly taps: Taps
  readonly failures: Failures
  readonly admission: Admission
  readonly subTicks: SubTicks
  readonly registers: Registers
  readonly calls: Calls
  readonly gathers: Gathers
  /** Everything that is kept a key. */
  readonly perKey: PerKey[] = []
  /** One bit a segment: something came for it in this tick. */
  readonly pending: Int32Array
  readonly #own: Own[]
  readonly #holds = new Map<PlanWire, Column>()
  /** True in the ticks of ancestors, after the last row. */
  coarse = false
  tick = 0

  constructor(plan: Plan, effect: (effect: Effect) => void, release: string) {
    this.plan = plan
    this.keys = new Keys(plan.flow.forgetAfter !== undefined)
    this.at = new Moment(this.wakes, this.keys.names)
    this.slots = new Slots(plan.slots)
    this.pending = new Int32Array((plan.segments.length + 31) >> 5)
    this.parameters = new ParameterTable(plan.flow.parameters, this.keys)
    this.effects = new Effects(this.keys, effect, release)
    this.taps = new Taps(plan, this.keys, this.effects)
    this.failures = new Failures(this.effects, this.keys, this.taps)
    this.admission = new Admission(plan.flow, this.keys, this.effects, this.at)
    this.subTicks = new SubTicks((key) => this.admission.take(key))
    this.registers = new Registers(this.taps)
    this.calls = new Calls(this.effects, this.wakes)
    this.gathers = new Gathers(this)
    this.#own = plan.nodes.map((node) => this.#begin(node))
  }

  #begin(node: PlanNode): Own {
    const { checked, definition } = node
    const live = Object.keys(checked.live).length > 0 ? new LiveConfigs(checked, definition, this.parameters, this.keys) : undefined
    const config = parsedConfig(checked, definition, this.parameters, '')
    if (definition.kind === 'gather') this.gathers.add(node)
    const flat = definition.kind === 'fold' && typeof definition.state !== 'function' ? definition.state : undefined
    return {
      config,
      live,
      states: definition.kind === 'fold' ? this.#kept(flat ? new Flat(flat, (field) => Number(config[field])) : new Objects()) : undefined,
      quality: definition.kind === 'fold' && definition.wake ? this.#kept(new Numbers(NONE)) : undefined,
      register: definition.kind === 'register' ? this.#kept(new Column(node.outputs[0]?.numeric === true, false)) : undefined,
    }
  }

  #kept<K extends PerKey>(made: K): K {
    this.perKey.push(made)
    return made
  }

  /** Where the last sample of a wire is held. */
  hold(wire: PlanWire): Column {
    const known = this.#holds.get(wire)
    if (known) return known
    const made = this.#kept(new Column(wire.numeric, wire.aged))
    this.#holds.set(wire, made)
    return made
  }

  /** Where a gather's input is held. */
  heldBy({ inputs: [only] }: PlanNode): Column | undefined {
    const wire = only?.feed ?? only?.from
    return wire && this.#holds.get(wire)
  }

  newest(wire: PlanWire): Numbers {
    return this.lateness.newest.get(wire.index) ?? this.#kept(this.lateness.add(wire.index))
  }

  states(node: PlanNode): Flat | Objects | undefined {
    return this.#own[node.index]?.states
  }

  wakeQuality(node: PlanNode): Numbers | undefined {
    return this.#own[node.index]?.quality
  }

  register(node: PlanNode): Column | undefined {
    return this.#own[node.index]?.register
  }

  /** A parsed config, or one a key. */
  configs(node: PlanNode): Parsed | readonly Parsed[] {
    const own = this.#own[node.index] as Own
    return own.live?.column ?? own.config
  }

  configAt(node: PlanNode, k: number): Parsed {
    const own = this.#own[node.index] as Own
    return own.live?.column[k] ?? own.config
  }

  /** The state of a key; made where there is none yet. */
  stateAt(node: PlanNode, k: number): object {
    const states = this.states(node)
    states?.grow(k + 1)
    if (states instanceof Flat) return states.stand(k)
    return this.newState(node, k)
  }

  /** An object that the node begins with. */
  newState(node: PlanNode, k: number): object {
    const { definition } = node
    const states = this.states(node)
    if (!(states instanceof Objects) || definition.kind !== 'fold' || typeof definition.state !== 'function') return {}
    states.of[k] ??= definition.state(this.configAt(node, k) as never)
    return states.of[k] as object
  }

  /** Sets a parameter; where a config would not be good with it, nothing changes, and it says why. */
  setParameter(name: string, key: string, value: Json): string | undefined {
    const undo = this.parameters.set(name, key, value)
    const wrong = this.#refresh({ parameter: name, key })
    if (wrong !== undefined) undo()
    return wrong
  }

  /** Takes over what was set by hand, where this release has a use for it: the rest is dropped. */
  restoreParameters(saved: Readonly<SavedParameters>): void {
    const all = Object.entries(saved).flatMap(([name, own]) => Object.entries(own).map(([key, set]) => ({ name, key, set })))
    const fitting = all.filter(({ name, key, set }) => this.parameters.fits(name, key, set))
    const undo = fitting.map(({ name, key, set }) => this.parameters.set(name, key, set.value))
    if (this.#refresh() === undefined) return
    for (const back of undo) back()
    for (const { name, key, set } of fitting) {
      const back = this.parameters.set(name, key, set.value)
      if (this.#refresh() !== undefined) back()
    }
  }

  /** Has configs follow the parameters as they are now; where one would not be good, none does, and it says why. */
  #refresh(change?: { readonly parameter: string; readonly key: string }): string | undefined {
    const lives = this.#own.flatMap(({ live }) => live ?? [])
    try {
      const prepared = lives.map((live) => live.prepare(change))
      for (const [i, live] of lives.entries()) live.take(prepared[i] ?? new Map())
      return undefined
    } catch (error) {
      if (error instanceof z.ZodError) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')
      throw error
    }
  }

  /** Gives each of them room for every key there is. */
  grow(group: { n: number; readonly all: readonly PerKey[] }): void {
    let count = 4
    while (count < this.keys.names.length) count *= 2
    for (const one of group.all) one.grow(count)
    group.n = count
  }

  /** Forgets everything that is kept for a key. */
  clear(k: number): void {
    for (const one of this.perKey) one.clear(k)
    for (const { index, definition } of this.plan.nodes)
      if (definition.kind === 'fold' || definition.kind === 'call') this.wakes.cancel(index, k)
    this.gathers.clear(k)
    this.taps.clear(k)
    this.keys.retire(k)
  }
}
