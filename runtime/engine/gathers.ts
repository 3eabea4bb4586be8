/** Nodes that work across keys: which ancestors have something new, and what comes of it there. */
import { type Child, Sample, sample } from '@millrace/flow'
import type { Column } from './column.ts'
import type { Parsed } from './config.ts'
import type { Failures } from './failures.ts'
import { Groups } from './groups.ts'
import type { Keys } from './keys.ts'
import { type Moment, nobody } from './moment.ts'
import type { PlanNode } from './plan.ts'
import { bad, NONE, outer } from './quality.ts'

/** What it needs of the machine it is a part of. */
interface Parts {
  readonly keys: Keys
  readonly at: Moment
  readonly failures: Failures
  configAt(node: PlanNode, k: number): Parsed
  /** Where the node's input is held. */
  heldBy(node: PlanNode): Column | undefined
}

export class Gathers {
  readonly #parts: Parts
  readonly #groups = new Map<PlanNode, Groups>()
  /** Ancestor → the nodes that have something new there, in order of marking. */
  readonly #dirty = new Map<number, Set<PlanNode>>()
  /** Newest source time of the children last worked out. */
  time = 0
  /** 0, or the quality of a firing that failed. */
  failed = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  add(node: PlanNode): void {
    const { definition } = node
    if (definition.kind !== 'gather') return
    this.#groups.set(node, new Groups(this.#parts.keys, (key, k) => definition.to(this.#parts.configAt(node, k) as never, key)))
  }

  groups(): Iterable<readonly [PlanNode, Groups]> {
    return this.#groups
  }

  /** Something came from a child. */
  mark(node: PlanNode, k: number): void {
    const to = this.#groups.get(node)?.add(k) ?? -1
    if (to < 0) return
    const dirty = this.#dirty.get(to)
    if (dirty) dirty.add(node)
    else this.#dirty.set(to, new Set([node]))
  }

  get idle(): boolean {
    return this.#dirty.size === 0
  }

  /** The next ancestor with something new: the deepest first, so that sums of sums come right. */
  next(): number {
    let best = -1
    let depth = -1
    for (const k of this.#dirty.keys()) {
      const name = this.#parts.keys.names[k] ?? ''
      const deep = name === '' ? 0 : name.split('/').length
      if (deep > depth) {
        best = k
        depth = deep
      }
    }
    return best
  }

  /** The nodes to be worked out at `k`. */
  nodesAt(k: number): Iterable<PlanNode> {
    return this.#dirty.get(k) ?? []
  }

  /** Works one out, if it has something new at `k`. Plain values have the worst quality of the children. */
  at(node: PlanNode, k: number): Readonly<Record<string, unknown>> | undefined {
    const dirty = this.#dirty.get(k)
    const { definition } = node
    this.failed = 0
    if (!dirty?.delete(node) || definition.kind !== 'gather') return undefined
    if (dirty.size === 0) this.#dirty.delete(k)
    const { at, failures } = this.#parts
    const { children, q } = this.#children(node, k)
    const [only] = node.inputs
    if (only?.event || only?.from?.event) this.#groups.get(node)?.empty(k)
    at.time = this.time
    at.quality = outer(q)
    at.node = node.index
    at.who = nobody
    try {
      const out = definition.gather(this.#parts.configAt(node, k) as never, children, at)
      return out && Object.fromEntries(Object.entries(out).map(([port, value]) => [port, judged(value, q)]))
    } catch (error) {
      this.failed = failures.take(node, k, error, { children: children.map((child) => child.key) }, this.time)
      return undefined
    }
  }

  #children(node: PlanNode, k: number): { readonly children: readonly Child[]; readonly q: number } {
    const column = this.#parts.heldBy(node)
    let q = 0
    this.time = Number.NEGATIVE_INFINITY
    const children: Child[] = []
    for (const child of this.#groups.get(node)?.children(k) ?? []) {
      const its = column?.q[child] ?? NONE
      if (!column || its === NONE) continue
      if (its >>> 30 > q >>> 30) q = its
      const time = column.t[child] as number
      if (time > this.time) this.time = time
      const value = bad(its) ? undefined : column.v[child]
      children.push({ key: this.#parts.keys.names[child] ?? '', sample: new Sample(value, outer(its), time) })
    }
    return { children, q }
  }

  clear(k: number): void {
    for (const groups of this.#groups.values()) groups.clear(k)
  }
}

const judged = (value: unknown, q: number): unknown =>
  value === undefined || value instanceof Sample || q === 0 ? value : sample(bad(q) ? undefined : value, outer(q))
