/** What a node's behaviour gets as its config: parsed once, or once a key where fields follow parameters. */
import type { CheckedNode } from '@millrace/flow/checked.ts'
import type { Definition } from '@millrace/flow/definition.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { Keys } from './keys.ts'
import type { ParameterTable } from './parameters.ts'

export type Parsed = Readonly<Record<string, unknown>>

/** Parameters stand in by their value for `key`. */
export const parsedConfig = (node: CheckedNode, definition: Definition, parameters: ParameterTable, key: string): Parsed => {
  const config: Record<string, Json> = { ...node.config }
  for (const [field, parameter] of Object.entries(node.live)) config[field] = parameters.at(parameter, key)
  return definition.config.parse(config)
}

/** A config for every key index, refreshed when a parameter changes; keys with equal values share one. */
export class LiveConfigs {
  readonly column: Parsed[] = []
  readonly #node: CheckedNode
  readonly #definition: Definition
  readonly #parameters: ParameterTable
  readonly #keys: Keys
  #known = new Map<string, Parsed>()

  constructor(node: CheckedNode, definition: Definition, parameters: ParameterTable, keys: Keys) {
    this.#node = node
    this.#definition = definition
    this.#parameters = parameters
    this.#keys = keys
    keys.onGrow((count) => {
      for (let k = this.column.length; k < count; k++) this.column.push(this.#at(k))
    })
  }

  refresh(): void {
    this.#known = new Map()
    for (let k = 0; k < this.column.length; k++) this.column[k] = this.#at(k)
  }

  #at(k: number): Parsed {
    const key = this.#keys.names[k] ?? ''
    const values = JSON.stringify(Object.values(this.#node.live).map((parameter) => this.#parameters.at(parameter, key)))
    const known = this.#known.get(values)
    if (known) return known
    const made = parsedConfig(this.#node, this.#definition, this.#parameters, key)
    this.#known.set(values, made)
    return made
  }
}
