/**
 * The contract's rules about ticks as a small interpreter, obviously right and as slow as it likes: what compiled flows are held against.
 * It shares nothing with the engine but the definitions and the shape of entries and effects.
 */
import { isBad, Quality, Refusal, Sample } from '@millrace/flow'
import type { CheckedFlow, CheckedNode } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Effect, EffectKind, Emitted, Entry } from '@millrace/flow/entry.ts'
import { settled } from './firing.ts'
import { Memory, type Waking } from './memory.ts'
import { type Begun, type Sub, type Ticking, tick } from './tick.ts'

type Fields = Readonly<Record<string, unknown>>

const MOST_SUB_TICKS = 10_000

export class Reference implements Ticking {
  readonly memory: Memory
  readonly watched = new Set<string>()
  readonly dirty = new Map<string, Set<string>>()
  readonly #take: (effect: Effect) => void
  readonly counters = { late: 0, rejects: 0, errors: 0 }
  #capSaid = false
  #spread = 0
  entry = 0
  #sub = 0
  #index = 0

  constructor(flow: CheckedFlow, library: Library, take: (effect: Effect) => void) {
    this.memory = new Memory(flow, library)
    this.#take = take
    for (const node of flow.nodes)
      for (const input of node.in) if (this.memory.closesLoop(node, input)) this.memory.fed.add(`${node.name}.in.${input.name}`)
  }

  nextWake(): number | undefined {
    return this.memory.wakes[0]?.due
  }

  fold(entry: Entry, number: number): string | undefined {
    const { memory } = this
    this.entry = number
    this.#sub = 0
    this.#index = 0
    const before = memory.now
    const now = Math.max(before, entry.now)
    for (let wake = memory.wakes[0]; wake && wake.due <= now; wake = memory.wakes[0]) {
      memory.wakes.shift()
      this.#spread = 0
      memory.now = Math.max(memory.now, wake.due)
      this.#wake(wake)
      this.#settle()
    }
    this.#spread = 0
    memory.now = now
    this.#forget(before)
    const wrong = this.#entry(entry)
    this.#settle()
    return wrong
  }

  #entry(entry: Entry): string | undefined {
    const { memory } = this
    if (entry.kind === 'clock') return undefined
    if (entry.kind === 'parameter') return memory.setParameter(entry.parameter, entry.key, entry.value)
    const node = memory.node(entry.node)
    if (!node) return 'no node'
    if (entry.kind === 'emit') return this.#emit(node, entry)
    if (entry.kind === 'command') {
      const definition = memory.definition(node)
      const known = memory.own.has(entry.key) || memory.seen.has(entry.key) || entry.key === '' || this.#isAncestor(entry.key)
      memory.seen.set(known ? entry.key : '', memory.now)
      const { command, args, by, why } = entry
      const refuse = (error: unknown) =>
        this.#fail(node, known ? entry.key : '', error, { command, key: entry.key, ...args }, memory.now, true)
      if (definition.kind !== 'fold' || !definition.obey || !definition.commands?.includes(command))
        refuse(new Refusal('command-refused', { en: `${node.name} knows no command "${command}"`, zh: '' }))
      else if (!known) refuse(new Refusal('command-refused', { en: `${node.name} has nothing for "${entry.key}" yet`, zh: '' }))
      else {
        const order = { command, args, by, ...(why !== undefined && { why }) }
        this.#behave(
          node,
          entry.key,
          memory.now,
          0,
          (config, at) => definition.obey?.(config as never, memory.state(node, entry.key) as never, order, at),
          refuse,
        )
      }
      return undefined
    }
    const asked = memory.waiting.find(
      (one) => one.node === node.name && one.entry === entry.to && (entry.index === undefined || one.index === entry.index),
    )
    if (!asked) return 'not asked'
    memory.waiting = memory.waiting.filter((one) => one !== asked)
    const { key } = asked
    if (!memory.waiting.some((one) => one.node === node.name && one.key === key)) memory.wake(node.name, key, null)
    if (entry.refused !== undefined)
      this.#fail(node, key, new Refusal('call-failed', { en: entry.refused, zh: '' }), asked.carried, memory.now)
    else this.put(node, key, { ...asked.carried, ...entry.ports }, 0, memory.now)
    return undefined
  }

  #isAncestor(key: string): boolean {
    return [...this.memory.own, ...this.memory.seen.keys()].some((one) => one.startsWith(`${key}/`))
  }

  #emit(node: CheckedNode, { rows, input }: Emitted): string | undefined {
    const { memory } = this
    for (const { ports } of rows)
      for (const port of Object.keys(ports)) if (!(input ? node.in : node.out).some(({ name }) => name === port)) return 'no port'
    if (input) for (const { ports } of rows) for (const port of Object.keys(ports)) memory.fed.add(`${node.name}.in.${port}`)
    for (const { key = '', time = memory.now, ports } of rows) {
      if (!this.admit(key)) continue
      const begun: Begun = new Map()
      for (const port of input ? node.in : node.out) {
        const given = ports[port.name]
        if (given === undefined) continue
        const came = settled(port.type, given, 0, given instanceof Sample && !Number.isNaN(given.time) ? given.time : time)
        const late = !input && node.spec.kind === 'source' && this.#late(`${node.name}.${port.name}`, key, came.time)
        begun.set(`${node.name}.${input ? 'in.' : ''}${port.name}`, late ? { ...came, late } : came)
      }
      this.#run(key, begun)
    }
    return undefined
  }

  #late(wire: string, key: string, time: number): boolean {
    const newest = this.memory.newest.get(wire) ?? new Map<string, number>()
    this.memory.newest.set(wire, newest)
    const late = time < (newest.get(key) ?? Number.NEGATIVE_INFINITY)
    if (late) this.counters.late++
    else newest.set(key, time)
    return late
  }

  #wake({ node: name, key, due }: Waking): void {
    const { memory } = this
    const node = memory.node(name) as CheckedNode
    const definition = memory.definition(node)
    if (definition.kind === 'call') {
      const here = memory.waiting.filter((one) => one.node === name && one.key === key)
      const late = here.filter((one) => one.due <= due)
      memory.waiting = memory.waiting.filter((one) => !late.includes(one))
      const rest = here.filter((one) => one.due > due)
      if (rest.length > 0) memory.wake(name, key, Math.min(...rest.map((one) => one.due)))
      const seconds = Number(memory.config(node, key).timeout) / 1000
      for (const { carried } of late)
        this.#fail(node, key, new Refusal('call-timeout', { en: `no reply within ${seconds} s`, zh: '' }), carried, due)
    }
    if (definition.kind !== 'fold' || !definition.wake) return
    const quality = memory.given.get(name)?.get(key) ?? 0
    const fail = (error: unknown) => this.#fail(node, key, error, {}, due)
    this.#behave(node, key, due, quality, (config, at) => definition.wake?.(config as never, memory.state(node, key) as never, at), fail)
  }

  #behave(
    node: CheckedNode,
    key: string,
    time: number,
    quality: number,
    behave: (config: Fields, at: never) => Fields | undefined,
    fail: (error: unknown) => void,
  ): void {
    const { memory } = this
    const { now } = memory
    const wake = (due: number | null) => memory.wake(node.name, key, due === null ? null : Math.max(due, now))
    let out: Fields | undefined
    try {
      out = behave(memory.config(node, key), { now, time, key, quality, arrived: () => false, wake } as never)
    } catch (error) {
      fail(error)
    }
    if (out) this.put(node, key, out, node.spec.judges ? 0 : quality, time)
  }

  /** A tick that begins with a node's outputs. */
  put(node: CheckedNode, key: string, out: Fields, quality: number, time: number): void {
    const begun: Begun = new Map()
    for (const port of node.out) {
      if (!Object.hasOwn(out, port.name) || port.name === 'error') continue
      const given = out[port.name]
      const silent = given instanceof Sample ? false : isBad(quality) ? port.event : given === undefined
      if (!silent) begun.set(`${node.name}.${port.name}`, settled(port.type, given, quality, time))
    }
    this.#run(key, begun)
  }

  #fail(node: CheckedNode, key: string, error: unknown, input: Fields, time: number, outputsStay = false): void {
    const record = this.failed(node, key, error, input, time)
    const begun: Begun = new Map()
    const bad = { value: undefined, quality: Quality.Bad, time }
    for (const port of node.out) if (!outputsStay && !port.event) begun.set(`${node.name}.${port.name}`, bad)
    begun.set(`${node.name}.error`, { value: record, quality: 0, time, told: true })
    this.#run(key, begun)
  }

  /** One tick, then what it left, depth first. */
  #run(key: string, begun: Begun, coarse = false): void {
    for (const sub of tick(this, key, begun, coarse)) this.#below(sub)
  }

  #below(sub: Sub): void {
    this.#sub++
    if ('feed' in sub) this.#run(sub.key, sub.feed)
    else this.put(sub.node, sub.key, sub.out, sub.quality, sub.time)
  }

  #settle(): void {
    const depth = (key: string) => (key === '' ? 0 : key.split('/').length)
    while (this.dirty.size > 0) {
      const key = [...this.dirty.keys()].reduce((best, one) => (depth(one) > depth(best) ? one : best))
      this.memory.seen.set(key, this.memory.now)
      this.#run(key, new Map(), true)
    }
  }

  admitParts(count: number): void {
    if (this.#spread + count > MOST_SUB_TICKS)
      throw new Refusal('too-many-items', { en: `${count} items; an entry may make ${MOST_SUB_TICKS} sub-ticks`, zh: '' })
    this.#spread += count
  }

  admit(key: string): boolean {
    const { memory } = this
    if (!memory.own.has(key) && memory.own.size >= memory.flow.keyCap) {
      this.counters.rejects++
      if (!this.#capSaid) {
        this.#capSaid = true
        this.emit('alarm', '', 'alarm', '', { state: 'B' }, 0, memory.now)
      }
      return false
    }
    memory.own.add(key)
    memory.seen.set(key, memory.now)
    return true
  }

  #forget(before: number): void {
    const { memory } = this
    const idle = memory.idle(before)
    for (const key of idle) memory.forget(key)
    if (idle.length === 0 || !this.#capSaid || memory.own.size >= memory.flow.keyCap) return
    this.#capSaid = false
    this.emit('alarm', '', 'alarm', '', { state: 'A' }, 0, memory.now)
  }

  failed(node: CheckedNode, key: string, error: unknown, input: Fields, time: number): Fields {
    this.counters.errors++
    const code = error instanceof Refusal ? error.code : 'failed'
    const given = Object.fromEntries(Object.entries(input).map(([name, one]) => [name, one instanceof Sample ? { ...one } : one]))
    const record = { node: node.name, entry: this.entry, key, code, message: (error as Error).message, input: given }
    this.emit('error', node.name, 'error', key, record, 0, time)
    if (this.watched.has(`${node.name}.error`)) this.emit('watch', node.name, 'error', key, record, 0, time)
    return record
  }

  emit(kind: EffectKind, node: string, port: string, key: string, value: unknown, quality: number, time: number, all?: Fields): number {
    const index = this.#index++
    const { entry } = this
    const carried = isBad(quality) ? undefined : value
    this.#take({ entry, sub: this.#sub, index, kind, node, port, key, value: carried, time, quality, ...(all && { in: all }) })
    return index
  }
}
