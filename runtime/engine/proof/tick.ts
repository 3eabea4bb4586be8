/** One tick of the interpreter: every node once, in topological order. */
import { type Child, isBad, Quality, Sample, severity } from '@millrace/flow'
import type { CheckedNode, CheckedOutput } from '@millrace/flow/checked.ts'
import type { EffectKind } from '@millrace/flow/entry.ts'
import { type Firing, firingOf, hold, samples, settled, values } from './firing.ts'
import { type Came, type Memory, at as mapAt } from './memory.ts'

type Fields = Readonly<Record<string, unknown>>

/** Wire (`node.port`) or fed input (`node.in.port`) → its sample in this tick. */
export type Begun = Map<string, Came>

export type Sub =
  | { readonly key: string; readonly node: CheckedNode; readonly out: Fields; readonly quality: number; readonly time: number }
  | { readonly key: string; readonly feed: Begun }

export interface Ticking {
  readonly memory: Memory
  readonly watched: ReadonlySet<string>
  /** Ancestor → nodes that have something new there. */
  readonly dirty: Map<string, Set<string>>
  emit(kind: EffectKind, node: string, port: string, key: string, value: unknown, quality: number, time: number, all?: Fields): number
  failed(node: CheckedNode, key: string, error: unknown, input: Fields, time: number): Fields
  admit(key: string): boolean
  admitParts(count: number): void
  readonly entry: number
}

/** Gives the sub-ticks that it leaves. */
export const tick = (ticking: Ticking, key: string, wires: Begun, coarse: boolean): Sub[] => {
  const { memory } = ticking
  const subs: Sub[] = []
  const one = new Tick(ticking, key, wires, coarse, subs)
  for (const node of memory.flow.nodes) one.node(node)
  for (const node of memory.flow.nodes) one.after(node)
  return subs
}

class Tick {
  readonly ticking: Ticking
  readonly key: string
  readonly wires: Begun
  readonly coarse: boolean
  readonly subs: Sub[]

  constructor(ticking: Ticking, key: string, wires: Begun, coarse: boolean, subs: Sub[]) {
    this.ticking = ticking
    this.key = key
    this.wires = wires
    this.coarse = coarse
    this.subs = subs
  }

  node(node: CheckedNode): void {
    const { memory } = this.ticking
    const definition = memory.definition(node)
    for (const port of node.out) {
      const came = this.wires.get(`${node.name}.${port.name}`)
      if (!came) continue
      if (came.late && !memory.carriesLate(node, port.name)) this.wires.delete(`${node.name}.${port.name}`)
      else this.#seen(node, port, came)
    }
    const arrived = new Map<string, Came>()
    for (const input of node.in) {
      const wire =
        input.wire && !memory.closesLoop(node, input) && !memory.fromRegister(input) ? `${input.wire.node}.${input.wire.port}` : ''
      const came = this.wires.get(`${node.name}.in.${input.name}`) ?? this.wires.get(wire)
      if (came && (!came.late || memory.seesLate(node))) arrived.set(input.name, came)
    }
    if (definition.kind === 'register') return
    if (definition.kind !== 'map' || !definition.oneByOne) hold(memory, node, this.key, arrived)
    if (definition.kind === 'gather') {
      if (arrived.size > 0) this.#mark(node)
      if (this.coarse) this.#gather(node)
    } else if (definition.kind === 'map' && definition.oneByOne) this.#oneByOne(node, arrived)
    else if (arrived.size > 0) {
      const firing = firingOf(memory, node, this.key, arrived)
      if (firing)
        this.#fire(
          node,
          firing,
          [...arrived.values()].some(({ late }) => late),
        )
    }
  }

  #oneByOne(node: CheckedNode, arrived: ReadonlyMap<string, Came>): void {
    const [first, ...others] = arrived
    if (!first) return
    const [name, came] = first
    const input = node.in.find((one) => one.name === name) as CheckedNode['in'][number]
    const { now } = this.ticking.memory
    const about = {
      now,
      time: came.time,
      key: this.key,
      quality: came.quality,
      arrived: (other: string) => arrived.has(other),
      wake: () => undefined,
    }
    this.#fire(node, { given: [{ input, came, fixed: false }], quality: came.quality, time: came.time, at: about }, came.late === true)
    for (const [other, later] of others) this.subs.push({ key: this.key, feed: new Map([[`${node.name}.in.${other}`, later]]) })
  }

  #fire(node: CheckedNode, firing: Firing, late: boolean): void {
    const { memory } = this.ticking
    const definition = memory.definition(node)
    const { quality, time, at } = firing
    if (definition.kind === 'sink') {
      this.#send(node, firing)
      return
    }
    if (definition.kind === 'fold' && definition.wake) mapAt(memory.given, node.name).set(this.key, quality)
    const judges = node.spec.judges
    if (!judges && isBad(quality) && !(definition.kind === 'spread' && definition.passesBad)) {
      this.#bad(node, quality, time, late)
      return
    }
    const inputs = (judges ? samples(firing) : values(firing)) as never
    const config = memory.config(node, this.key) as never
    let out: Fields | undefined
    try {
      if (definition.kind === 'map') out = definition.map(config, inputs, at)
      if (definition.kind === 'fold') out = definition.fold(config, inputs, memory.state(node, this.key) as never, at)
      if (definition.kind === 'spread') this.#spread(node, definition.spread(config, inputs, at), quality, time)
      if (definition.kind === 'call') this.#ask(node, inputs, quality, time)
    } catch (error) {
      const record = this.ticking.failed(node, this.key, error, inputs, time)
      this.#bad(node, Quality.Bad, time, late)
      this.#give(node, 'error', { value: record, quality: 0, time })
      return
    }
    for (const port of node.out) {
      const given = out?.[port.name]
      if (given !== undefined && port.name !== 'error')
        this.#give(node, port.name, settled(port.type, given, judges ? 0 : quality, time), late)
    }
  }

  #bad(node: CheckedNode, quality: number, time: number, late = false): void {
    for (const port of node.out) if (!port.event) this.#give(node, port.name, { value: undefined, quality, time }, late)
  }

  #give(node: CheckedNode, name: string, came: Came, late = false): void {
    const port = node.out.find((one) => one.name === name) as CheckedOutput
    const passes = late && this.ticking.memory.definition(node).kind === 'map'
    if (passes && name !== 'error' && !this.ticking.memory.carriesLate(node, name)) return
    const given = passes && name !== 'error' ? { ...came, late: true } : came
    this.wires.set(`${node.name}.${name}`, given)
    if (name !== 'error') this.#seen(node, port, given)
  }

  /** Somebody looks at it; it is an alarm's transition. */
  #seen(node: CheckedNode, { name, effect }: CheckedOutput, { value, quality, time, told }: Came): void {
    if (told) return
    if (this.ticking.watched.has(`${node.name}.${name}`)) this.ticking.emit('watch', node.name, name, this.key, value, quality, time)
    if (effect !== 'alarm' || isBad(quality)) return
    const id = `${node.name}@${this.key}`
    const unit = node.in.flatMap(({ type }) => (type.type === 'number' ? [type.unit] : []))[0]
    const about = { ...(value as object), ...(unit !== undefined && { unit }) }
    const record = { id, node: node.name, key: this.key, ...about, release: 'test', entry: this.ticking.entry }
    this.ticking.emit('alarm', node.name, name, this.key, record, 0, time)
  }

  #send(node: CheckedNode, firing: Firing): void {
    const { memory } = this.ticking
    const definition = memory.definition(node)
    const { given, quality, time } = firing
    if (definition.kind === 'sink' && definition.skipBad && isBad(quality)) return
    const all = values(firing)
    const wired = given.filter(({ fixed }) => !fixed)
    const [only] = wired
    const name = wired.length === 1 && only ? only.input.name : undefined
    const value = name === undefined ? all : all[name]
    if (given.length === 1) this.ticking.emit('send', node.name, name ?? 'in', this.key, value, quality, time)
    else this.ticking.emit('send', node.name, name ?? 'in', this.key, value, quality, time, all)
  }

  #ask(node: CheckedNode, inputs: Fields, quality: number, time: number): void {
    const { memory } = this.ticking
    const definition = memory.definition(node)
    const carry = definition.kind === 'call' ? (definition.carry ?? []) : []
    const { timeout } = memory.config(node, this.key)
    const due = memory.now + Number(timeout)
    const index = this.ticking.emit('ask', node.name, 'in', this.key, inputs, quality, time, inputs)
    const carried = Object.fromEntries(carry.map((name) => [name, inputs[name]]))
    const here = memory.waiting.filter((one) => one.node === node.name && one.key === this.key)
    memory.waiting.push({ node: node.name, key: this.key, entry: this.ticking.entry, index, due, carried })
    if (here.every((one) => one.due > due)) memory.wake(node.name, this.key, due)
  }

  #spread(node: CheckedNode, parts: readonly { readonly key?: string; readonly out: Fields }[], quality: number, time: number): void {
    this.ticking.admitParts(parts.length)
    for (const { key, out } of parts)
      if (key === undefined || this.ticking.admit(key)) this.subs.push({ key: key ?? this.key, node, out, quality, time })
  }

  #mark(node: CheckedNode): void {
    const { memory, dirty } = this.ticking
    const definition = memory.definition(node)
    const to = definition.kind === 'gather' ? definition.to(memory.config(node, this.key) as never, this.key) : undefined
    if (to === undefined) return
    const groups = mapAt(memory.groups, node.name)
    const children = groups.get(to) ?? []
    groups.set(to, children.includes(this.key) ? children : [...children, this.key])
    dirty.set(to, (dirty.get(to) ?? new Set<string>()).add(node.name))
  }

  #gather(node: CheckedNode): void {
    const { memory, dirty } = this.ticking
    const { key } = this
    const definition = memory.definition(node)
    if (definition.kind !== 'gather' || !dirty.get(key)?.delete(node.name)) return
    if (dirty.get(key)?.size === 0) dirty.delete(key)
    const [input] = node.in
    const held = mapAt(memory.held, `${node.name}.in.${input?.name}`)
    const members = memory.groups.get(node.name)?.get(key) ?? []
    let quality: number = Quality.Good
    let time = Number.NEGATIVE_INFINITY
    const children = members.flatMap((child): Child[] => {
      const came = held.get(child)
      if (!came) return []
      if (severity(came.quality) > severity(quality)) quality = came.quality
      time = Math.max(time, came.time)
      return [{ key: child, sample: new Sample(came.value, came.quality, came.time) }]
    })
    if (input?.event) memory.groups.get(node.name)?.delete(key)
    const at = { now: memory.now, time, key, quality, arrived: () => false, wake: () => undefined }
    try {
      const out = definition.gather(memory.config(node, key) as never, children, at)
      for (const port of node.out) {
        const given = out?.[port.name as never]
        if (given !== undefined) this.#give(node, port.name, settled(port.type, given, quality, time))
      }
    } catch (error) {
      const record = this.ticking.failed(node, key, error, { children: children.map((child) => child.key) }, time)
      this.#bad(node, Quality.Bad, time)
      this.#give(node, 'error', { value: record, quality: 0, time })
    }
  }

  /** Registers take what came, calls in a loop are fed. */
  after(node: CheckedNode): void {
    const { memory } = this.ticking
    const register = memory.definition(node).kind === 'register'
    const feed: Begun = new Map()
    for (const input of node.in) {
      const wire = input.wire && this.wires.get(`${input.wire.node}.${input.wire.port}`)
      const came = register ? (this.wires.get(`${node.name}.in.${input.name}`) ?? wire) : wire
      if (!came || came.late || isBad(came.quality)) continue
      if (!register && memory.closesLoop(node, input)) feed.set(`${node.name}.in.${input.name}`, came)
      if (!register) continue
      mapAt(memory.registers, node.name).set(this.key, came)
      if (this.ticking.watched.has(`${node.name}.${node.out[0]?.name}`))
        this.ticking.emit('watch', node.name, node.out[0]?.name ?? '', this.key, came.value, came.quality, came.time)
    }
    if (feed.size > 0) this.subs.push({ key: this.key, feed })
  }
}
