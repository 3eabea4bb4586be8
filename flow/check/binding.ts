/** What the type variables and unit names of one node stand for, learnt from what is wired to it. */

import { isVariable, type Type } from '../type.ts'
import { unitOf } from '../units/expression.ts'
import { join } from './fit.ts'

export class Binding {
  readonly #types = new Map<string, Type>()
  readonly #units = new Map<string, string | undefined>()

  /** The names that the node gives to units; asked before any wire is learnt. */
  constructor(ports: readonly Type[]) {
    for (const port of ports) this.#declare(port)
  }

  #declare(port: Type): void {
    if (port.type === 'list') this.#declare(port.of)
    else if (port.type === 'record') for (const field of Object.values(port.fields)) this.#declare(field)
    else if ((port.type === 'number' || port.type === 'series') && port.unitAs !== undefined)
      this.#units.set(port.unitAs, this.#units.get(port.unitAs) ?? port.unit)
  }

  /** The first wire that says a unit decides; what is wired to the same variable has to have something in common. */
  learn(port: Type, wired: Type): void {
    if (isVariable(port)) {
      const held = this.#types.get(port.type)
      if (!isVariable(wired)) this.#types.set(port.type, held ? (join(held, wired) ?? held) : wired)
    } else if (port.type === 'list' && wired.type === 'list') this.learn(port.of, wired.of)
    else if (port.type === 'record' && wired.type === 'record') {
      for (const [name, field] of Object.entries(port.fields)) {
        const has = Object.hasOwn(wired.fields, name) ? wired.fields[name] : undefined
        if (has) this.learn(field, has)
      }
    } else if ((port.type === 'number' || port.type === 'series') && port.unitAs !== undefined && wired.type === port.type)
      this.#units.set(port.unitAs, this.#units.get(port.unitAs) ?? wired.unit)
  }

  /** The port's type with all that was learnt put in. `unreadable` is told of a unit that can't be worked out. */
  fill(port: Type, unreadable: (why: string) => void): Type {
    switch (port.type) {
      case 'list':
        return { type: 'list', of: this.fill(port.of, unreadable) }
      case 'record': {
        const fields = Object.entries(port.fields).map(([name, field]) => {
          const optional = 'optional' in field && field.optional === true
          return [name, { ...this.fill(field, unreadable), ...(optional && { optional }) }] as const
        })
        return { type: 'record', fields: Object.fromEntries(fields) }
      }
      case 'number':
        return { type: 'number', ...this.#unit(port, unreadable) }
      case 'series':
        return { type: 'series', ...this.#unit(port, unreadable), ...(port.dt !== undefined && { dt: port.dt }) }
      case 'from':
        return { type: 'json' }
      default:
        return this.#types.get(port.type) ?? { type: port.type }
    }
  }

  #unit(port: Type & { readonly type: 'number' | 'series' }, unreadable: (why: string) => void): { readonly unit?: string } {
    const unit = port.unit ?? (port.unitAs === undefined ? this.#worked(port.unitFrom, unreadable) : this.#units.get(port.unitAs))
    return unit === undefined ? {} : { unit }
  }

  #worked(expression: string | undefined, unreadable: (why: string) => void): string | undefined {
    if (expression === undefined) return undefined
    const read = unitOf(expression, (word) => (this.#units.has(word) ? this.#units.get(word) : word === 'none' ? undefined : null))
    if (typeof read !== 'string') return read.unit
    unreadable(read)
    return undefined
  }
}
