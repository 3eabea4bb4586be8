/** Everything that the interpreter remembers between two entries: plain maps by name and key. */
import type { CheckedFlow, CheckedInput, CheckedNode } from '@millrace/flow/checked.ts'
import type { Definition, Library } from '@millrace/flow/definition.ts'
import type { Json } from '@millrace/flow/type.ts'
import { plainState } from './plain-state.ts'

/** A sample on a wire; it has no value where it is Bad. */
export interface Came {
  readonly value: unknown
  readonly quality: number
  readonly time: number
  readonly late?: boolean
  /** It was shown where it was made. */
  readonly told?: boolean
}

export interface Waking {
  readonly node: string
  readonly key: string
  readonly due: number
  readonly order: number
}

export interface Waiting {
  readonly node: string
  readonly key: string
  readonly entry: number
  readonly index: number
  readonly due: number
  readonly carried: Readonly<Record<string, unknown>>
}

/** From the key itself up to the root. */
const upwards = (key: string): string[] => (key === '' ? [''] : [key, ...upwards(key.slice(0, Math.max(0, key.lastIndexOf('/'))))])

export class Memory {
  readonly flow: CheckedFlow
  readonly library: Library
  /** Input `node.in.name`, register `node`, `node.port` of a source … → by key. */
  readonly held = new Map<string, Map<string, Came & { readonly arrival: number }>>()
  readonly registers = new Map<string, Map<string, Came>>()
  readonly states = new Map<string, Map<string, object>>()
  readonly given = new Map<string, Map<string, number>>()
  readonly newest = new Map<string, Map<string, number>>()
  /** Node → ancestor → children in order of their first sample. */
  readonly groups = new Map<string, Map<string, string[]>>()
  readonly parameters = new Map<string, Map<string, Json>>()
  /** Inputs (`node.in.name`) that were ever fed by themselves. */
  readonly fed = new Set<string>()
  wakes: Waking[] = []
  waiting: Waiting[] = []
  /** Key → when it last had a tick. */
  readonly seen = new Map<string, number>()
  readonly own = new Set<string>()
  order = 0
  now = 0

  constructor(flow: CheckedFlow, library: Library) {
    this.flow = flow
    this.library = library
    this.#nodes = new Map(flow.nodes.map((node) => [node.name, node]))
  }

  readonly #nodes: ReadonlyMap<string, CheckedNode>
  readonly #configs = new Map<string, Readonly<Record<string, unknown>>>()
  readonly #late = new Map<CheckedNode, boolean>()

  node(name: string): CheckedNode | undefined {
    return this.#nodes.get(name)
  }

  definition(node: CheckedNode): Definition {
    return this.library.nodes.get(node.spec.is) as Definition
  }

  /** The longest prefix wins; what was set wins over the document. */
  parameter(name: string, key: string): Json {
    const parameter = this.flow.parameters[name]
    for (const at of upwards(key)) {
      const value = this.parameters.get(name)?.get(at) ?? parameter?.byKey?.[at]
      if (value !== undefined) return value
    }
    return parameter?.default ?? null
  }

  /** Nothing is changed where a config would not be good with it, be it of a key that is yet to come. */
  setParameter(name: string, key: string, value: Json): string | undefined {
    const set = at(this.parameters, name)
    const before = set.get(key)
    set.set(key, value)
    const everywhere = this.flow.nodes
      .flatMap(({ live }) => Object.values(live))
      .flatMap((one) => [...(this.parameters.get(one)?.keys() ?? []), ...Object.keys(this.flow.parameters[one]?.byKey ?? {})])
    try {
      if (typeof value !== this.flow.parameters[name]?.type) throw new Error('wrong type')
      for (const node of this.flow.nodes) for (const path of ['', ...everywhere]) this.config(node, path)
      return undefined
    } catch {
      if (before === undefined) set.delete(key)
      else set.set(key, before)
      return 'refused'
    }
  }

  config(node: CheckedNode, key: string): Readonly<Record<string, unknown>> {
    const live = Object.entries(node.live).map(([field, parameter]) => [field, this.parameter(parameter, key)])
    const written = { ...node.config, ...Object.fromEntries(live) }
    const id = `${node.spec.is} ${JSON.stringify(written)}`
    const made = this.#configs.get(id) ?? this.definition(node).config.parse(written)
    this.#configs.set(id, made)
    return made
  }

  state(node: CheckedNode, key: string): object {
    const states = at(this.states, node.name)
    const definition = this.definition(node)
    const made = states.get(key) ?? plainState(definition.kind === 'fold' ? (definition.state as never) : {}, this.config(node, key))
    states.set(key, made)
    return made
  }

  wake(node: string, key: string, due: number | null): void {
    this.wakes = this.wakes.filter((wake) => wake.node !== node || wake.key !== key)
    if (due !== null) this.wakes.push({ node, key, due, order: this.order++ })
    this.wakes.sort((a, b) => a.due - b.due || a.order - b.order)
  }

  /** Does a wire close a loop through a call? */
  closesLoop(node: CheckedNode, { wire }: CheckedInput): boolean {
    if (node.spec.kind !== 'call' || !wire || this.node(wire.node)?.spec.kind === 'register') return false
    const index = (name: string) => this.flow.nodes.findIndex((one) => one.name === name)
    return index(wire.node) >= index(node.name)
  }

  fromRegister({ wire }: CheckedInput): boolean {
    return wire !== undefined && this.node(wire.node)?.spec.kind === 'register'
  }

  /** Late samples go from sources through maps with one wire to nodes that work by source time, and nowhere else. */
  seesLate(node: CheckedNode): boolean {
    const known = this.#late.get(node)
    if (known !== undefined) return known
    const passes = node.spec.kind === 'map' && node.in.filter((input) => input.wire).length === 1
    const sees = node.spec.eventTime || (passes && node.out.some((port) => this.carriesLate(node, port.name)))
    this.#late.set(node, sees)
    return sees
  }

  carriesLate(node: CheckedNode, port: string): boolean {
    return this.flow.nodes.some((to) => to.in.some(({ wire }) => wire?.node === node.name && wire.port === port) && this.seesLate(to))
  }

  /** Keys to be forgotten now; `before` is when it was last looked. */
  idle(before: number): string[] {
    const { now, flow } = this
    const { forgetAfter } = flow
    if (forgetAfter === undefined || Math.floor((before * 10) / forgetAfter) === Math.floor((now * 10) / forgetAfter)) return []
    const busy = (key: string) =>
      this.waiting.some((one) => one.key === key) ||
      flow.nodes.some((node) => {
        const definition = this.definition(node)
        const state = this.states.get(node.name)?.get(key)
        return definition.kind === 'fold' && state !== undefined && definition.busy?.(state as never) === true
      })
    return [...this.seen].flatMap(([key, seen]) => (now - seen < forgetAfter || busy(key) ? [] : [key]))
  }

  forget(key: string): void {
    for (const maps of [this.held, this.registers, this.states, this.given, this.newest]) for (const map of maps.values()) map.delete(key)
    for (const groups of this.groups.values()) {
      groups.delete(key)
      for (const [ancestor, children] of groups)
        groups.set(
          ancestor,
          children.filter((child) => child !== key),
        )
    }
    this.wakes = this.wakes.filter((wake) => wake.key !== key)
    this.seen.delete(key)
    this.own.delete(key)
  }
}

/** The map at a name, made where there is none. */
export const at = <V>(maps: Map<string, Map<string, V>>, name: string): Map<string, V> => {
  const map = maps.get(name) ?? new Map<string, V>()
  maps.set(name, map)
  return map
}

export const nearestOf = <V>(map: ReadonlyMap<string, V> | undefined, key: string): V | undefined => {
  for (const up of upwards(key)) if (map?.has(up)) return map.get(up)
  return undefined
}
