/** Random entries for a flow of the proof: late and Bad samples, several rows, commands, parameters, replies, rows fed in the middle, and time. */
import { Quality, sample } from '@millrace/flow'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Effect, Entry } from '@millrace/flow/entry.ts'
import type { Random } from './random.ts'

const keys = ['', 'p', 'p/a', 'p/b', 'p/a/x', 'p/a/y', 'q/c', 'n']
const values = [-60, -21, -3, 0, 1, 2, 3, 5, 7, 11, 13, 17, 19, 25, 60, 0.5, Number.NaN, Number.POSITIVE_INFINITY, -0]
const texts = ['', '5', '-17.5', 'RUN', 'some text', '{"value":3}', '[1,2]', 'true']
const qualities = [Quality.Uncertain, Quality.UncertainSubNormal, Quality.Bad, Quality.BadTimeout, 1, 0xc0000000, 0xffffffff]

export class RandomJournal {
  readonly #random: Random
  readonly #flow: CheckedFlow
  #asked: Effect[] = []
  #now = 1_000

  constructor(random: Random, flow: CheckedFlow) {
    this.#random = random
    this.#flow = flow
  }

  /** What came of an entry: questions may be answered later. */
  heed(effects: readonly Effect[]): void {
    this.#asked.push(...effects.filter(({ kind }) => kind === 'ask'))
  }

  next(): Entry {
    const random = this.#random
    this.#now += random.of([0, 0, 1, 10, 10, 60, 250, ...(random.once(8) ? [3_000, -100] : [])])
    const now = this.#now
    const { nodes } = this.#flow
    const roll = random.below(20)
    const key = random.of(keys)
    if (roll === 0) return { kind: 'clock', now }
    if (roll === 1) return this.#command(now, key)
    const parameters = Object.keys(this.#flow.parameters)
    if (roll === 2 && parameters.length > 0)
      return { kind: 'parameter', now, parameter: random.of(parameters), key, value: random.of([-20, -4, 0, 2, 6, 'x']) }
    if (roll <= 5 && this.#asked.length > 0) return this.#reply(now)
    if (roll === 6) {
      const node = random.of(nodes.filter((one) => one.in.length > 0))
      return { kind: 'emit', now, node: node.name, input: true, rows: this.#rows(now, node.in) }
    }
    if (roll === 7) {
      const node = random.of(nodes.filter((one) => one.out.length > 1 && one.spec.kind !== 'source'))
      if (node)
        return {
          kind: 'emit',
          now,
          node: node.name,
          rows: this.#rows(
            now,
            node.out.filter(({ name }) => name !== 'error'),
          ),
        }
    }
    const source = random.of(nodes.filter(({ spec }) => spec.kind === 'source'))
    return {
      kind: 'emit',
      now,
      node: source.name,
      rows: this.#rows(
        now,
        source.out.filter(({ name }) => name !== 'error'),
      ),
    }
  }

  #command(now: number, key: string): Entry {
    const random = this.#random
    const able = this.#flow.nodes.filter(({ spec }) => spec.commands)
    const { name } = random.of(able.length > 0 ? able : this.#flow.nodes)
    const command = random.of([...able.flatMap(({ spec }) => spec.commands ?? []), 'unknown'])
    return { kind: 'command', now, node: name, key, command, args: random.once(2) ? { duration: 5 } : {}, by: 'test' }
  }

  #reply(now: number): Entry {
    const random = this.#random
    const asked = random.of(this.#asked)
    if (!random.once(4)) this.#asked = this.#asked.filter((one) => one !== asked)
    const to = { to: asked.entry, ...(random.once(2) && { index: asked.index }) }
    if (random.once(4)) return { kind: 'reply', now, node: asked.node, ...to, refused: 'no' }
    return { kind: 'reply', now, node: asked.node, ...to, ports: { answer: this.#value('number') } }
  }

  #rows(now: number, ports: readonly { readonly name: string; readonly type: { readonly type: string } }[]) {
    const random = this.#random
    return Array.from({ length: random.once(4) ? 2 + random.below(3) : 1 }, () => {
      const given = ports.filter((_, i) => i === 0 || random.once(2))
      const chosen = random.once(3) ? given.slice(-1) : given
      return {
        key: random.of(keys),
        ...(!random.once(4) && { time: random.once(6) ? now - 500 + random.below(500) : now - random.below(3) }),
        ports: Object.fromEntries(chosen.map(({ name, type }) => [name, this.#value(type.type)])),
      }
    })
  }

  #value(type: string): unknown {
    const random = this.#random
    const value = type === 'number' ? random.of(values) : type === 'boolean' ? random.once(2) : random.of(texts)
    if (!random.once(5)) return value
    return sample(value, random.of(qualities), random.once(3) ? this.#now - random.below(300) : Number.NaN)
  }
}
