/** Questions that wait for a reply, each for a time. */
import type { Effects } from './effects.ts'
import type { PlanNode } from './plan.ts'
import { placeOf, type Wakes } from './wakes.ts'

type Fields = Readonly<Record<string, unknown>>

/** Calls wait this long for a reply, ms, unless their config has a `timeout`. */
const TIME_TO_LIVE = 30_000

export interface Asked {
  readonly node: PlanNode
  readonly k: number
  readonly entry: number
  readonly index: number
  /** Journal time at which it is too late. */
  readonly due: number
  readonly carried: Fields
}

export const timeToLive = ({ timeout }: Fields): number => (typeof timeout === 'number' && timeout > 0 ? timeout : TIME_TO_LIVE)

export class Calls {
  readonly #effects: Effects
  readonly #wakes: Wakes
  readonly #byEntry = new Map<string, Asked[]>()
  readonly #byPlace = new Map<number, Asked[]>()

  constructor(effects: Effects, wakes: Wakes) {
    this.#effects = effects
    this.#wakes = wakes
  }

  ask(node: PlanNode, k: number, now: number, config: Fields, inputs: Fields, q: number, time: number): void {
    const { definition } = node
    const { entry, index } = this.#effects
    const carry = definition.kind === 'call' ? (definition.carry ?? []) : []
    const carried = Object.fromEntries(carry.map((input) => [input, inputs[input]]))
    this.put({ node, k, entry, index, due: now + timeToLive(config), carried })
    this.#effects.emitAll('ask', node.name, 'in', k, inputs, inputs, q, time)
  }

  put(asked: Asked): void {
    const { node, k, entry, due } = asked
    add(this.#byEntry, `${node.index}:${entry}`, asked)
    const here = add(this.#byPlace, placeOf(node.index, k), asked)
    if (here.every((one) => one === asked || one.due > due)) this.#wakes.set(node.index, k, due)
  }

  /** Takes out the question that a reply is for. */
  answered(node: PlanNode, entry: number, index: number | undefined): Asked | undefined {
    const asked = this.#byEntry.get(`${node.index}:${entry}`)?.find((one) => index === undefined || one.index === index)
    if (asked) this.#remove(asked)
    return asked
  }

  /** Takes out those whose time is up, and asks to be woken for the next. */
  expired(node: number, k: number, now: number): Asked[] {
    const here = this.#byPlace.get(placeOf(node, k)) ?? []
    const late = here.filter(({ due }) => due <= now)
    for (const asked of late) this.#remove(asked)
    const next = Math.min(...here.filter(({ due }) => due > now).map(({ due }) => due))
    if (Number.isFinite(next)) this.#wakes.set(node, k, next)
    return late
  }

  waits(k: number, nodes: readonly PlanNode[]): boolean {
    return nodes.some(({ index, definition }) => definition.kind === 'call' && this.#byPlace.has(placeOf(index, k)))
  }

  all(): Asked[] {
    return [...this.#byEntry.values()].flat().sort((a, b) => a.entry - b.entry || a.index - b.index)
  }

  #remove(asked: Asked): void {
    const { node, k, entry } = asked
    drop(this.#byEntry, `${node.index}:${entry}`, asked)
    if (drop(this.#byPlace, placeOf(node.index, k), asked) === 0) this.#wakes.cancel(node.index, k)
  }
}

const add = <K>(lists: Map<K, Asked[]>, at: K, asked: Asked): readonly Asked[] => {
  const list = lists.get(at) ?? []
  list.push(asked)
  lists.set(at, list)
  return list
}

/** Gives how many are left there. */
const drop = <K>(lists: Map<K, Asked[]>, at: K, asked: Asked): number => {
  const left = (lists.get(at) ?? []).filter((one) => one !== asked)
  if (left.length > 0) lists.set(at, left)
  else lists.delete(at)
  return left.length
}
