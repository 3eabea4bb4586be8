/** What a node's behaviour gets as its config: parsed once for all nodes that say the same. */
import type { CheckedNode } from '@millrace/flow/checked.ts'
import type { Definition } from '@millrace/flow/definition.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { Keys } from './keys.ts'
import type { ParameterTable } from './parameters.ts'

export type Parsed = Readonly<Record<string, unknown>>

/** Behaviours never change their config, so that flows share it. */
const parsed = new WeakMap<Definition, Map<string, Parsed>>()
const MOST = 10_000

/** Parameters stand in by their value for `key`. Throws where the config is not good. */
export const parsedConfig = (node: CheckedNode, definition: Definition, parameters: ParameterTable, key: string): Parsed => {
  let { config } = node
  const live = Object.entries(node.live)
  if (live.length > 0) {
    const filled: Record<string, Json> = { ...config }
    for (const [field, parameter] of live) filled[field] = parameters.at(parameter, key)
    config = filled
  }
  const known = parsed.get(definition) ?? new Map<string, Parsed>()
  parsed.set(definition, known)
  const text = JSON.stringify(config)
  const made = known.get(text) ?? definition.config.parse(config)
  if (known.size >= MOST) known.clear()
  known.set(text, made)
  return made
}

/** A config for every key, where fields follow parameters. */
export class LiveConfigs {
  /** By key index. */
  readonly column: Parsed[] = []
  readonly #node: CheckedNode
  readonly #definition: Definition
  readonly #parameters: ParameterTable
  readonly #keys: Keys
  /** By the keys for which a parameter has a value of its own: there are no other combinations. */
  #byPath: ReadonlyMap<string, Parsed>

  constructor(node: CheckedNode, definition: Definition, parameters: ParameterTable, keys: Keys) {
    this.#node = node
    this.#definition = definition
    this.#parameters = parameters
    this.#keys = keys
    this.#byPath = this.prepare()
    keys.onNamed((k) => {
      this.column[k] = this.#at(k)
    })
  }

  /** The configs under the parameters as they are now; throws where one is not good. With a change, those that it touches are worked out anew. */
  prepare(change?: { readonly parameter: string; readonly key: string }): ReadonlyMap<string, Parsed> {
    const parameters = Object.values(this.#node.live)
    if (change && !parameters.includes(change.parameter)) return this.#byPath
    const paths = ['', ...parameters.flatMap((parameter) => this.#parameters.paths(parameter))]
    return new Map(
      paths.map((path) => {
        const known = change && !isBelow(path, change.key) ? this.#byPath.get(path) : undefined
        return [path, known ?? parsedConfig(this.#node, this.#definition, this.#parameters, path)]
      }),
    )
  }

  take(prepared: ReadonlyMap<string, Parsed>): void {
    if (prepared === this.#byPath) return
    this.#byPath = prepared
    for (let k = 0; k < this.column.length; k++) this.column[k] = this.#at(k)
  }

  #at(k: number): Parsed {
    for (let at = this.#keys.names[k] ?? ''; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      const found = this.#byPath.get(at)
      if (found) return found
    }
  }
}

const isBelow = (path: string, key: string): boolean => key === '' || path === key || path.startsWith(`${key}/`)
