/** Parameter values by key: the longest prefix of the asset path wins, and what an operator set wins over what the document says there. */
import type { Parameter } from '@millrace/flow/document.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { Keys } from './keys.ts'

interface Set {
  readonly value: Json
  /** What the document said there when it was set; a later document that says something else takes it back. */
  readonly over: Json
}

export type SavedParameters = Record<string, Record<string, Set>>

export class ParameterTable {
  readonly #keys: Keys
  readonly #document: Readonly<Record<string, Parameter>>
  readonly #set = new Map<string, Map<string, Set>>()
  readonly #columns = new Map<string, Json[]>()

  constructor(parameters: Readonly<Record<string, Parameter>>, keys: Keys) {
    this.#keys = keys
    this.#document = parameters
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#document, name)
  }

  at(name: string, key: string): Json {
    const set = this.#set.get(name)
    for (let at = key; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      const value = set?.get(at)?.value ?? this.#written(name, at)
      if (value !== undefined) return value
      if (at === '') return this.#document[name]?.default ?? null
    }
  }

  /** The keys that have a value of their own. */
  paths(name: string): string[] {
    return [...Object.keys(this.#document[name]?.byKey ?? {}), ...(this.#set.get(name)?.keys() ?? [])]
  }

  /** The values of a parameter for every key index; kept up to date in place. */
  column(name: string): readonly Json[] {
    const known = this.#columns.get(name)
    if (known) return known
    const made: Json[] = []
    this.#columns.set(name, made)
    this.#keys.onNamed((k) => {
      made[k] = this.at(name, this.#keys.names[k] ?? '')
    })
    return made
  }

  /** Gives what undoes it. */
  set(name: string, key: string, value: Json): () => void {
    const before = this.#set.get(name)?.get(key)
    this.#put(name, key, { value, over: this.#over(name, key) })
    return () => this.#put(name, key, before)
  }

  #put(name: string, key: string, set: Set | undefined): void {
    const own = this.#set.get(name) ?? new Map<string, Set>()
    this.#set.set(name, own)
    if (set) own.set(key, set)
    else own.delete(key)
    const made = this.#columns.get(name)
    if (made) for (let k = 0; k < made.length; k++) made[k] = this.at(name, this.#keys.names[k] ?? '')
  }

  #written(name: string, key: string): Json | undefined {
    const { byKey } = this.#document[name] ?? {}
    return byKey && Object.hasOwn(byKey, key) ? byKey[key] : undefined
  }

  #over(name: string, key: string): Json {
    return this.#written(name, key) ?? (key === '' ? (this.#document[name]?.default ?? null) : null)
  }

  /** What was set, for a snapshot. */
  save(): SavedParameters {
    const sorted = [...this.#set].filter(([, own]) => own.size > 0).sort(([a], [b]) => (a < b ? -1 : 1))
    return Object.fromEntries(sorted.map(([name, own]) => [name, Object.fromEntries([...own].sort(([a], [b]) => (a < b ? -1 : 1)))]))
  }

  /** May what was set once stand in this document? Not where it says something else there now. */
  fits(name: string, key: string, { value, over }: Set): boolean {
    const parameter = this.has(name) ? this.#document[name] : undefined
    return (
      parameter !== undefined &&
      parameterFault(parameter, value) === undefined &&
      JSON.stringify(over) === JSON.stringify(this.#over(name, key))
    )
  }
}

/** Why a parameter cannot take a value, if so. */
export const parameterFault = ({ type, min = -Infinity, max = Infinity }: Parameter, value: unknown): string | undefined => {
  const fits = type === 'json' || typeof value === (type === 'text' || type === 'duration' ? 'string' : type)
  if (!fits || value === undefined) return `a ${type} is needed here, not ${JSON.stringify(value) ?? 'nothing'}`
  if (typeof value === 'number' && !(value >= min && value <= max && Number.isFinite(value)))
    return `${value} is not between ${min === -Infinity ? '-∞' : min} and ${max === Infinity ? '∞' : max}`
  return undefined
}
