/** Numbers the effects of an entry and hands them on. */
import type { Effect, EffectKind } from '@millrace/flow/entry.ts'
import type { Keys } from './keys.ts'
import { bad, outer } from './quality.ts'

type Fields = Readonly<Record<string, unknown>>

export class Effects {
  readonly #keys: Keys
  readonly #take: (effect: Effect) => void
  /** What alarm records name. */
  readonly #release: string
  entry = 0
  sub = 0
  #index = 0

  constructor(keys: Keys, take: (effect: Effect) => void, release: string) {
    this.#keys = keys
    this.#take = take
    this.#release = release
  }

  /** The index of the next one. */
  get index(): number {
    return this.#index
  }

  begin(entry: number): void {
    this.entry = entry
    this.sub = 0
    this.#index = 0
  }

  emit(kind: EffectKind, node: string, port: string, k: number, value: unknown, q: number, time: number): void {
    this.#take({
      entry: this.entry,
      sub: this.sub,
      index: this.#index++,
      kind,
      node,
      port,
      key: this.#keys.names[k] as string,
      value: bad(q) ? undefined : value,
      time,
      quality: outer(q),
    })
  }

  /** Of a sink or call with more than one input: `inputs` has them all. */
  emitAll(kind: 'send' | 'ask', node: string, port: string, k: number, value: unknown, inputs: Fields, q: number, time: number): void {
    this.#take({
      entry: this.entry,
      sub: this.sub,
      index: this.#index++,
      kind,
      node,
      port,
      key: this.#keys.names[k] as string,
      value: bad(q) ? undefined : value,
      time,
      quality: outer(q),
      in: inputs,
    })
  }

  alarm(node: string, port: string, k: number, transition: Fields, time: number, unit?: string): void {
    const key = this.#keys.names[k] as string
    const id = `${node}@${key}`
    this.emit(
      'alarm',
      node,
      port,
      k,
      { id, node, key, ...transition, ...(unit !== undefined && { unit }), release: this.#release, entry: this.entry },
      0,
      time,
    )
  }
}
