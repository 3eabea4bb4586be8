/** Parameter values by key: the longest prefix of the asset path wins. */
import type { Parameter } from '@millrace/flow/document.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { Keys } from './keys.ts'

export class ParameterTable {
  readonly keys: Keys
  readonly #values = new Map<string, Map<string, Json>>()
  readonly #defaults = new Map<string, Json>()
  readonly #columns = new Map<string, Json[]>()

  constructor(parameters: Readonly<Record<string, Parameter>>, keys: Keys) {
    this.keys = keys
    for (const [name, parameter] of Object.entries(parameters)) {
      this.#defaults.set(name, parameter.default)
      this.#values.set(name, new Map(Object.entries(parameter.byKey ?? {})))
    }
  }

  has(name: string): boolean {
    return this.#defaults.has(name)
  }

  at(name: string, key: string): Json {
    const values = this.#values.get(name)
    for (let at = key; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      const value = values?.get(at)
      if (value !== undefined) return value
      if (at === '') return this.#defaults.get(name) ?? null
    }
  }

  /** The values of a parameter for every key index; kept up to date in place. */
  column(name: string): Json[] {
    const known = this.#columns.get(name)
    if (known) return known
    const made: Json[] = []
    this.#columns.set(name, made)
    this.keys.onGrow((count) => {
      for (let k = made.length; k < count; k++) made.push(this.at(name, this.keys.names[k] ?? ''))
    })
    return made
  }

  /** What was set for just this key. */
  own(name: string, key: string): Json | undefined {
    return this.#values.get(name)?.get(key)
  }

  /** `undefined` takes it back. */
  set(name: string, key: string, value: Json | undefined): void {
    if (value === undefined) this.#values.get(name)?.delete(key)
    else this.#values.get(name)?.set(key, value)
    this.refresh(name)
  }

  refresh(name: string): void {
    const made = this.#columns.get(name)
    if (made) for (let k = 0; k < made.length; k++) made[k] = this.at(name, this.keys.names[k] ?? '')
  }

  /** What was set beside the document, for a snapshot. */
  save(): Record<string, Record<string, Json>> {
    return Object.fromEntries([...this.#values].map(([name, values]) => [name, Object.fromEntries(values)]))
  }

  load(saved: Readonly<Record<string, Readonly<Record<string, Json>>>>): void {
    for (const [name, values] of Object.entries(saved)) {
      if (!this.#values.has(name)) continue
      for (const [key, value] of Object.entries(values)) this.#values.get(name)?.set(key, value)
      this.refresh(name)
    }
  }
}
