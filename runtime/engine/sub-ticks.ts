/** What a tick leaves to be done right after it, depth first: the parts of a spread, and what a merge could not pass on in the same tick. */
import { Refusal } from '@millrace/flow'
import type { Part } from '@millrace/flow/kinds/spread.ts'
import type { PlanNode, PlanWire } from './plan.ts'

type Fields = Readonly<Record<string, unknown>>

export interface Fed {
  readonly wire: PlanWire
  readonly value: unknown
  readonly q: number
  readonly time: number
}

/** Outputs of a node, or samples for its inputs. */
export type SubTick =
  | { readonly node: PlanNode; readonly k: number; readonly out: Fields; readonly q: number; readonly time: number }
  | { readonly node: PlanNode; readonly k: number; readonly feed: Fed[] }

/** Of one entry or wake. */
const MOST = 10_000

export class SubTicks {
  readonly #admit: (key: string) => number
  #waiting: SubTick[] = []
  /** Nodes that are fed when everything else is done. */
  #last: Extract<SubTick, { feed: unknown }>[] = []
  #spread = 0

  constructor(admit: (key: string) => number) {
    this.#admit = admit
  }

  get none(): boolean {
    return this.#waiting.length === 0 && this.#last.length === 0
  }

  begin(): void {
    this.#spread = 0
  }

  /** Those of the tick that is over. */
  take(): readonly SubTick[] {
    const taken = [...this.#waiting, ...this.#last.sort((a, b) => a.node.index - b.node.index)]
    this.#waiting = []
    this.#last = []
    return taken
  }

  spread(node: PlanNode, k: number, parts: readonly Part[], q: number, time: number): void {
    if (this.#spread + parts.length > MOST) {
      const en = `${parts.length} items; an entry may make ${MOST} sub-ticks`
      throw new Refusal('too-many-items', { en, zh: `共 ${parts.length} 项,一个条目最多可产生 ${MOST} 个子节拍` })
    }
    this.#spread += parts.length
    for (const { key, out } of parts) {
      const to = key === undefined ? k : this.#admit(key)
      if (to >= 0) this.#waiting.push({ node, k: to, out: out as Fields, q, time })
    }
  }

  /** A tick of its own for a sample that came for an input. */
  later(wire: PlanWire, k: number, value: unknown, q: number, time: number): void {
    this.#waiting.push({ node: wire.node, k, feed: [{ wire, value, q, time }] })
  }

  /** One tick for everything that came for the inputs of a node in the tick that is not over yet. */
  after(wire: PlanWire, k: number, value: unknown, q: number, time: number): void {
    const feed = { wire, value, q, time }
    const same = this.#last.find((one) => one.node === wire.node)
    if (same) same.feed.push(feed)
    else this.#last.push({ node: wire.node, k, feed: [feed] })
  }
}
