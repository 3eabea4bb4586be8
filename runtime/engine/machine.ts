/** What the generated code of a flow works on: columns, states, constants, and the calls it makes for whatever is not straight-line. */
import { Quality, Sample } from '@millrace/flow'
import type { Effect, EffectKind, FiringError } from '@millrace/flow/entry.ts'
import { Refusal } from '@millrace/flow/kinds/base.ts'
import type { Part } from '@millrace/flow/kinds/spread.ts'
import { type Column, column } from './column.ts'
import { LiveConfigs, type Parsed, parsedConfig } from './config.ts'
import { type FlatView, flatView } from './flat.ts'
import { Gathers } from './gathers.ts'
import { Keys, nearest } from './keys.ts'
import { Moment, type Who } from './moment.ts'
import { ParameterTable } from './parameters.ts'
import type { Plan, PlanNode, PlanWire } from './plan.ts'
import { Taps } from './taps.ts'
import { Wakes } from './wakes.ts'

/** Outputs that are to begin a tick of their own. */
export interface SubTick {
  readonly node: number
  readonly k: number
  readonly out: Readonly<Record<string, unknown>>
  readonly quality: number
  readonly time: number
}

export interface Asked {
  readonly node: number
  readonly k: number
  readonly entry: number
  readonly index: number
  /** Journal time of the asking. */
  readonly at: number
  readonly carried: Readonly<Record<string, unknown>>
}

export const MAX_SUB_TICKS = 10_000

/** Calls wait this long for a reply, ms, unless their config has a `timeout`. */
export const TIME_TO_LIVE = 30_000

export class Machine {
  readonly plan: Plan
  readonly keys = new Keys()
  readonly wakes = new Wakes()
  readonly at = new Moment(this.wakes)
  readonly parameters: ParameterTable
  readonly taps: Taps
  readonly gathers: Gathers
  /** The wires that a tick begins with: value, quality, time, the tick that set them, late. */
  readonly W = { v: [] as unknown[], q: [] as number[], t: [] as number[], a: [] as number[], l: [] as boolean[] }
  readonly holds: (Column | undefined)[] = []
  readonly registers: (Column | undefined)[] = []
  readonly registerInitials: unknown[] = []
  readonly behaviours: unknown[] = []
  readonly configs: (Parsed | Parsed[])[] = []
  readonly states: (FlatView | object[] | undefined)[] = []
  readonly literals: unknown[][] = []
  readonly initials: unknown[][] = []
  readonly parameterInputs: unknown[][] = []
  readonly portNames: string[][] = []
  readonly who: Who[] = []
  readonly lastQuality: number[][] = []
  readonly live: (LiveConfigs | undefined)[] = []
  readonly Sample = Sample
  readonly nearest = nearest
  readonly failed = Quality.Bad
  readonly notFinite = Quality.BadOutOfRange
  readonly tooOld = Quality.BadNoData
  readonly asked = new Map<string, Asked>()
  readonly errors = { count: 0 }
  /** True in the ticks of ancestors, after the last row. */
  coarse = false
  tick = 0
  entry = 0
  sub = 0
  index = 0
  subTicks: SubTick[] = []
  subTicksOfEntry = 0
  readonly #written: { readonly node: number; readonly k: number; readonly v: unknown; readonly q: number; readonly t: number }[] = []
  readonly #effect: (effect: Effect) => void
  readonly #release: string

  constructor(plan: Plan, effect: (effect: Effect) => void, release: string) {
    this.plan = plan
    this.#effect = effect
    this.#release = release
    this.parameters = new ParameterTable(plan.flow.parameters, this.keys)
    this.taps = new Taps(this)
    this.gathers = new Gathers(this)
    for (const wire of plan.wires) this.addWire(wire)
    for (const node of plan.nodes) this.#addNode(node)
  }

  get parent(): readonly number[] {
    return this.keys.parent
  }

  get tap(): Uint8Array {
    return this.taps.on
  }

  addWire(wire: PlanWire): void {
    this.W.v.push(undefined)
    this.W.q.push(0)
    this.W.t.push(0)
    this.W.a.push(0)
    this.W.l.push(false)
    if (wire.held) this.hold(wire)
  }

  hold(wire: PlanWire): void {
    this.holds[wire.index] = column(this.keys, wire.type.type === 'number')
  }

  #addNode(node: PlanNode): void {
    const { checked, definition, index } = node
    const live = Object.keys(checked.live).length > 0 ? new LiveConfigs(checked, definition, this.parameters, this.keys) : undefined
    const config = parsedConfig(checked, definition, this.parameters, '')
    this.live[index] = live
    this.configs[index] = live ? live.column : config
    this.behaviours[index] =
      definition.kind === 'map'
        ? definition.map
        : definition.kind === 'fold'
          ? definition.fold
          : definition.kind === 'spread'
            ? definition.spread
            : undefined
    this.constants(node)
    if (definition.kind === 'register') {
      this.registers[index] = column(this.keys, false)
      this.registerInitials[index] = definition.initial(config as never)
    }
    if (definition.kind === 'fold') {
      const flat = typeof definition.state === 'function' ? undefined : flatView(definition.state, (field) => Number(config[field]))
      this.states[index] = flat ?? []
      if (flat) this.keys.onGrow((count) => flat.grow(count))
      if (definition.wake) this.lastQuality[index] = []
    }
  }

  /** What its inputs have without a wire, in the order of the generated code. */
  constants(node: PlanNode): void {
    const { index, inputs } = node
    const used = inputs.filter(isUsed)
    this.literals[index] = used.map((input) => input.literal)
    this.initials[index] = used.map((input) => input.initial)
    this.parameterInputs[index] = used.map((input) => (input.parameter === undefined ? undefined : this.parameters.column(input.parameter)))
    this.portNames[index] = [...inputs.map((input) => input.name), ...node.outputs.map((wire) => this.plan.wires[wire]?.port ?? '')]
    this.who[index] = { names: inputs.map((input) => input.name), is: inputs.map(() => false) }
  }

  newState(node: number, k: number): object {
    const { definition } = this.plan.nodes[node] as PlanNode
    const config = this.configAt(node, k)
    return definition.kind === 'fold' && typeof definition.state === 'function' ? definition.state(config as never) : {}
  }

  configAt(node: number, k: number): Parsed {
    const configs = this.configs[node] as Parsed | Parsed[]
    return Array.isArray(configs) ? (configs[k] as Parsed) : configs
  }

  name(node: number): string {
    return this.plan.nodes[node]?.name ?? ''
  }

  emit(
    kind: EffectKind,
    node: string,
    port: string,
    k: number,
    value: unknown,
    q: number,
    t: number,
    more?: { readonly in?: Readonly<Record<string, unknown>> },
  ): void {
    const key = this.keys.names[k] ?? ''
    this.#effect({ entry: this.entry, sub: this.sub, index: this.index++, kind, node, port, key, value, time: t, quality: q, ...more })
  }

  // What the generated code calls.

  tapped(wire: number, k: number, v: unknown, q: number, t: number): void {
    this.taps.see(wire, k, v, q, t)
  }

  send(node: number, k: number, value: unknown, q: number, t: number, only: boolean): void {
    const { name, inputs } = this.plan.nodes[node] as PlanNode
    if (only) {
      const used = inputs.find(isUsed)
      this.#effect({
        entry: this.entry,
        sub: this.sub,
        index: this.index++,
        kind: 'send',
        node: name,
        port: used?.name ?? '',
        key: this.keys.names[k] ?? '',
        value: q >= BAD ? undefined : value,
        time: t,
        quality: q,
      })
      return
    }
    this.#sendSeveral(name, inputs, k, value as Readonly<Record<string, unknown>>, q, t)
  }

  /** Named by its one wired input where there is just one; by the whole record otherwise. */
  #sendSeveral(name: string, inputs: PlanNode['inputs'], k: number, value: Readonly<Record<string, unknown>>, q: number, t: number): void {
    const wired = inputs.filter((input) => input.from !== undefined || input.feed !== undefined)
    const [first] = wired
    const port = wired.length === 1 && first ? first.name : 'in'
    const shown = wired.length === 1 && first ? value[first.name] : value
    this.emit('send', name, port, k, q >= BAD ? undefined : shown, q, t, { in: value })
  }

  alarm(wire: number, k: number, v: unknown, q: number, t: number): void {
    const { node, port } = this.plan.wires[wire] as PlanWire
    const name = this.name(node)
    const key = this.keys.names[k] ?? ''
    const record = { id: `${name}@${key}`, node: name, key, ...(v as object), release: this.#release, entry: this.entry }
    this.emit('alarm', name, port, k, record, q, t)
  }

  /** Makes the error's effect and gives its record for the error port. */
  fail(node: number, k: number, error: unknown, input: Readonly<Record<string, unknown>>, t: number): FiringError {
    const record: FiringError = {
      node: this.name(node),
      entry: this.entry,
      key: this.keys.names[k] ?? '',
      code: error instanceof Refusal ? error.code : 'failed',
      message: error instanceof Error ? error.message : String(error),
      input,
    }
    this.errors.count++
    this.emit('error', record.node, 'error', k, record, Quality.Good, t)
    return record
  }

  spread(node: number, k: number, parts: readonly Part[], q: number, t: number, input: Readonly<Record<string, unknown>>): void {
    if (this.subTicksOfEntry + parts.length > MAX_SUB_TICKS) {
      const message = `${parts.length} items; an entry may make ${MAX_SUB_TICKS} sub-ticks`
      this.fail(
        node,
        k,
        new Refusal('too-many-items', { en: message, zh: `共 ${parts.length} 项,一个条目最多可产生 ${MAX_SUB_TICKS} 个子节拍` }),
        input,
        t,
      )
      return
    }
    this.subTicksOfEntry += parts.length
    for (const { key, out } of parts) {
      const to = key === undefined ? k : this.keys.use(key, this.at.now, this.plan.flow.keyCap)
      if (to >= 0) this.subTicks.push({ node, k: to, out: out as Readonly<Record<string, unknown>>, quality: q, time: t })
      else this.rejectKey(key ?? '')
    }
  }

  later(node: number, k: number, out: Readonly<Record<string, unknown>> | undefined, quality: number, time: number): void {
    if (out) this.subTicks.push({ node, k, out, quality, time })
  }

  badOutputs(_node: number): Readonly<Record<string, unknown>> {
    return {}
  }

  pend(node: number, k: number, v: unknown, q: number, t: number): void {
    this.#written.push({ node, k, v, q, t })
  }

  /** Registers take what was written in the tick that is over. */
  commit(): void {
    if (this.#written.length === 0) return
    for (const { node, k, v, q, t } of this.#written) {
      const register = this.registers[node] as Column
      register.v[k] = v
      register.q[k] = q
      register.t[k] = t
    }
    this.#written.length = 0
  }

  ask(node: number, k: number, inputs: Readonly<Record<string, unknown>>, q: number, t: number): void {
    const { name, definition } = this.plan.nodes[node] as PlanNode
    const carry = definition.kind === 'call' ? (definition.carry ?? []) : []
    const carried = Object.fromEntries(carry.map((input) => [input, inputs[input]]))
    this.asked.set(`${node}:${this.entry}:${this.index}`, { node, k, entry: this.entry, index: this.index, at: this.at.now, carried })
    const { timeout } = this.configAt(node, k)
    const due = this.at.now + (typeof timeout === 'number' && timeout > 0 ? timeout : TIME_TO_LIVE)
    if (![...this.asked.values()].some((one) => one.node === node && one.k === k && one.index !== this.index)) this.wakes.set(node, k, due)
    this.emit('ask', name, 'in', k, inputs, q, t, { in: inputs })
  }

  mark(node: number, k: number): void {
    this.gathers.mark(node, k)
  }

  gatheredTime = 0

  gathered(node: number, k: number): unknown {
    return this.gathers.at(node, k)
  }

  rejects = 0
  #capSaid = false

  /** One key too many: counted, and once an alarm of the flow itself. */
  rejectKey(key: string): void {
    this.rejects++
    if (this.#capSaid) return
    this.#capSaid = true
    const { now } = this.at
    const record = {
      id: '@',
      node: '',
      key: '',
      level: 'hi',
      state: 'B',
      active: true,
      acked: false,
      priority: 'medium',
      value: this.plan.flow.keyCap + 1,
      limit: this.plan.flow.keyCap,
      since: now,
      raisedAt: now,
      why: `key ${key} is one more than the flow may have`,
      release: this.#release,
      entry: this.entry,
    }
    this.emit('alarm', '', 'alarm', 0, record, Quality.Good, now)
  }

  get capSaid(): boolean {
    return this.#capSaid
  }

  set capSaid(said: boolean) {
    this.#capSaid = said
  }
}

const BAD = 0x80000000

/** Has the input something to stand for it? The same rule, in the same order, as the generated code's. */
export const isUsed = (input: PlanNode['inputs'][number]): boolean =>
  input.from !== undefined ||
  input.feed !== undefined ||
  input.literal !== undefined ||
  input.parameter !== undefined ||
  input.initial !== undefined
