/** The one `at` object of an engine: what a behaviour is told, set anew before each firing. */
import type { At } from '@millrace/flow'
import type { Wakes } from './wakes.ts'

export interface Who {
  readonly names: readonly string[]
  readonly is: boolean[]
}

/** A wake or a command sets the node off, not a sample. */
export const nobody: Who = { names: [], is: [] }

export class Moment implements At {
  now = 0
  time = 0
  quality = 0
  /** Set by generated code: the firing node, the key's index, and which inputs arrived. */
  node = 0
  k = 0
  who = nobody
  readonly #wakes: Wakes
  readonly #names: readonly string[]

  constructor(wakes: Wakes, names: readonly string[]) {
    this.#wakes = wakes
    this.#names = names
  }

  get key(): string {
    return this.#names[this.k] ?? ''
  }

  arrived(input: string): boolean {
    const i = this.who.names.indexOf(input)
    return i >= 0 && this.who.is[i] === true
  }

  wake(due: number | null): void {
    if (due === null) this.#wakes.cancel(this.node, this.k)
    else this.#wakes.set(this.node, this.k, Math.max(due, this.now))
  }
}
