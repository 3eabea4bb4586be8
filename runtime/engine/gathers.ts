/** Nodes that work across keys: which children count for which ancestor, and which ancestors have something new. */
import type { Child } from '@millrace/flow'
import { Sample, worst } from '@millrace/flow'
import type { Column } from './column.ts'
import type { Parsed } from './config.ts'
import type { Keys } from './keys.ts'
import type { Moment } from './moment.ts'
import type { Plan, PlanNode } from './plan.ts'

/** What it needs of the machine it is a part of. */
interface Machine {
  readonly plan: Plan
  readonly keys: Keys
  readonly at: Moment
  readonly holds: readonly (Column | undefined)[]
  readonly portNames: readonly (readonly string[])[]
  readonly failed: number
  gatheredTime: number
  name(node: number): string
  configAt(node: number, k: number): Parsed
  fail(node: number, k: number, error: unknown, input: Readonly<Record<string, unknown>>, t: number): unknown
}

interface Group {
  /** Children's key indices, in order of their first sample. */
  readonly members: number[]
  readonly member: Set<number>
}

export class Gathers {
  readonly #machine: Machine
  /** By node: child's index → its ancestor's (-1: counts for none), and ancestor → its group. */
  readonly #to = new Map<number, Map<number, number>>()
  readonly #groups = new Map<number, Map<number, Group>>()
  /** Ancestor → the nodes that have something new there, in order of marking. */
  readonly #dirty = new Map<number, Set<number>>()

  constructor(machine: Machine) {
    this.#machine = machine
  }

  mark(node: number, k: number): void {
    const to = this.#ancestor(node, k)
    if (to < 0) return
    const group = this.#group(node, to)
    if (!group.member.has(k)) {
      group.member.add(k)
      group.members.push(k)
    }
    const dirty = this.#dirty.get(to)
    if (dirty) dirty.add(node)
    else this.#dirty.set(to, new Set([node]))
  }

  get idle(): boolean {
    return this.#dirty.size === 0
  }

  /** The next ancestor with something new: the deepest first, so that sums of sums come right. */
  next(): number | undefined {
    let best: number | undefined
    let depth = -1
    for (const k of this.#dirty.keys()) {
      const name = this.#machine.keys.names[k] ?? ''
      const deep = name === '' ? 0 : name.split('/').length
      if (deep > depth) {
        best = k
        depth = deep
      }
    }
    return best
  }

  /** The nodes to be worked out at `k`. */
  nodesAt(k: number): readonly number[] {
    return [...(this.#dirty.get(k) ?? [])]
  }

  /** Is `k` an ancestor that some node works at? */
  works(k: number): boolean {
    for (const groups of this.#groups.values()) if (groups.has(k)) return true
    return false
  }

  /** Lets go of what no generated code has taken up. */
  done(k: number, nodes: readonly number[]): void {
    const dirty = this.#dirty.get(k)
    if (!dirty) return
    for (const node of nodes) dirty.delete(node)
    if (dirty.size === 0) this.#dirty.delete(k)
  }

  /** Works one out, if it has something new at `k`. */
  at(node: number, k: number): unknown {
    const machine = this.#machine
    const dirty = this.#dirty.get(k)
    if (!dirty?.delete(node)) return undefined
    if (dirty.size === 0) this.#dirty.delete(k)
    const { definition, inputs } = machine.plan.nodes[node] as PlanNode
    const from = inputs[0]?.feed ?? inputs[0]?.from
    const column = from === undefined ? undefined : machine.holds[from]
    if (!column || definition.kind !== 'gather') return undefined
    let quality = 0
    let time = Number.NEGATIVE_INFINITY
    const children: Child[] = []
    for (const child of this.#group(node, k).members) {
      const q = column.q[child] ?? -1
      if (q < 0) continue
      const sample = new Sample(column.v[child], q, column.t[child] ?? 0)
      quality = worst(quality, q)
      time = Math.max(time, sample.time)
      children.push({ key: machine.keys.names[child] ?? '', sample })
    }
    Object.assign(machine.at, { time, quality, node, who: undefined })
    machine.gatheredTime = time
    try {
      return this.#withQuality(definition.gather(machine.configAt(node, k) as never, children, machine.at), quality, time)
    } catch (error) {
      machine.fail(node, k, error, { children: children.map((child) => child.key) }, time)
      return Object.fromEntries(
        machine.portNames[node]?.slice(inputs.length).map((port) => [port, new Sample(undefined, machine.failed, time)]) ?? [],
      )
    }
  }

  /** Plain values have the worst quality of the children; where that is Bad, none. */
  #withQuality(out: Readonly<Record<string, unknown>> | undefined, quality: number, time: number): unknown {
    if (!out) return undefined
    const whole = Object.entries(out).filter(([, value]) => value !== undefined)
    return Object.fromEntries(
      whole.map(([port, value]) => [
        port,
        value instanceof Sample ? value : new Sample(quality >= 0x80000000 ? undefined : value, quality, time),
      ]),
    )
  }

  /** A retired key counts for nothing any more. */
  forget(k: number): void {
    for (const groups of this.#groups.values()) {
      groups.delete(k)
      for (const group of groups.values()) {
        if (!group.member.delete(k)) continue
        group.members.splice(group.members.indexOf(k), 1)
      }
    }
    for (const to of this.#to.values()) to.delete(k)
  }

  /** Who counts for whom, in order, for a snapshot. */
  save(): Record<string, string[]> {
    const { keys } = this.#machine
    const members = new Map<string, string[]>()
    for (const [node, groups] of this.#groups) {
      members.set(
        this.#machine.name(node),
        [...groups.values()].flatMap((group) => group.members.map((k) => keys.names[k] ?? '')),
      )
    }
    return Object.fromEntries(members)
  }

  load(node: number, members: readonly string[]): void {
    for (const key of members) {
      const k = this.#machine.keys.ancestor(key)
      const to = this.#ancestor(node, k)
      if (to < 0) continue
      const group = this.#group(node, to)
      if (group.member.has(k)) continue
      group.member.add(k)
      group.members.push(k)
    }
  }

  #group(node: number, to: number): Group {
    const groups = mapAt(this.#groups, node)
    const known = groups.get(to)
    if (known) return known
    const group: Group = { members: [], member: new Set() }
    groups.set(to, group)
    return group
  }

  #ancestor(node: number, k: number): number {
    const machine = this.#machine
    const to = mapAt(this.#to, node)
    const known = to.get(k)
    if (known !== undefined) return known
    const { definition } = machine.plan.nodes[node] as PlanNode
    const key = definition.kind === 'gather' ? definition.to(machine.configAt(node, k) as never, machine.keys.names[k] ?? '') : undefined
    const ancestor = key === undefined ? -1 : machine.keys.ancestor(key)
    to.set(k, ancestor)
    return ancestor
  }
}

const mapAt = <V>(maps: Map<number, Map<number, V>>, at: number): Map<number, V> => {
  const known = maps.get(at)
  if (known) return known
  const made = new Map<number, V>()
  maps.set(at, made)
  return made
}
