/** The ports that a node has with the config it has. */
import type { NamedPort, NodeSpec, PortSpec } from './catalogue.ts'
import { isRecord, withDefaults } from './schema.ts'
import type { Json, Type } from './type.ts'
import { unitOf } from './units/expression.ts'

export interface Ports {
  readonly in: readonly NamedPort[]
  readonly out: readonly NamedPort[]
}

/** Every node but a sink (and a subflow, whose nodes do) says on it why a firing failed. */
export const errorPort: NamedPort = {
  name: 'error',
  type: 'record',
  fields: {
    node: { type: 'text' },
    entry: { type: 'number' },
    key: { type: 'text' },
    code: { type: 'text' },
    message: { type: 'text' },
    input: { type: 'json' },
  },
  event: true,
  title: { en: 'Error', zh: '错误' },
}

/** Never throws: from a config that is wrong as much is made as can be. Defaults of the schema hold. */
export const portsOf = (spec: NodeSpec, config: Readonly<Record<string, Json>> = {}): Ports => {
  const held = always.get(spec)
  if (held) return held
  const depends = [...spec.in, ...spec.out].some(dependsOnConfig)
  const full = depends ? withDefaults(spec.config, config) : {}
  const scope: Scope = { config: isRecord(full) ? full : {} }
  const out = spec.out.flatMap((port) => expand(port, scope))
  const silent = spec.kind === 'sink' || spec.family === 'subflow'
  const ports = { in: spec.in.flatMap((port) => expand(port, scope)), out: silent ? out : [...out, errorPort] }
  if (!depends) always.set(spec, ports)
  return ports
}

/** Of specs whose ports are the same whatever the config. */
const always = new WeakMap<NodeSpec, Ports>()

export const dependsOnConfig = (port: PortSpec): boolean => 'for' in port || usesConfig(port)

const usesConfig = (type: Type): boolean => {
  if (type.type === 'list') return usesConfig(type.of)
  if (type.type === 'record') return Object.values(type.fields).some(usesConfig)
  return type.type === 'from' || ('unitFrom' in type && /\bconfig\./.test(type.unitFrom ?? ''))
}

interface Scope {
  readonly config: Readonly<Record<string, Json>>
  readonly item?: Json
}

const expand = (spec: PortSpec, scope: Scope): NamedPort[] => {
  if (!('for' in spec)) return [resolve(spec, scope)]
  const ports = itemsOf(scope.config[spec.for]).map((item) => {
    const name = spec.port.name.replace(/\{(\w+)\}/g, (_place, field: string) =>
      texted(field === 'item' ? item : isRecord(item) ? item[field] : ''),
    )
    return { ...resolve(spec.port, { ...scope, item }), name }
  })
  // Tags of one name and many assets are one port; of different types they stay two, which is a fault.
  return [...new Map(ports.map((port) => [JSON.stringify(port), port])).values()]
}

const texted = (value: Json | undefined): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

const most = 1_000

const itemsOf = (list: Json | undefined): readonly Json[] => {
  if (Array.isArray(list)) return list
  const count = typeof list === 'number' && list > 0 ? Math.min(Math.floor(list), most) : 0
  return Array.from({ length: count }, (_, i) => i + 1)
}

const lookIn = (scope: Scope, path: string): Json | undefined => {
  let at: Json | undefined = { config: scope.config, ...(scope.item !== undefined && { item: scope.item }) }
  for (const step of path.split('.')) at = isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined
  return at
}

const resolve = <T extends Type>(type: T, scope: Scope): T => {
  const given = type as Type
  switch (given.type) {
    case 'from': {
      const { from, which, ...rest } = given
      const written = lookIn(scope, from)
      const chosen = typeof written === 'string' && which && Object.hasOwn(which, written) ? which[written] : undefined
      return { ...rest, ...(chosen ? resolve(chosen, scope) : typeWritten(written)) } as unknown as T
    }
    case 'number':
    case 'series':
      return (given.unitFrom === undefined ? given : withUnit(given, given.unitFrom, scope)) as T
    case 'list':
      return { ...given, of: resolve(given.of, scope) } as T
    case 'record':
      return {
        ...given,
        fields: Object.fromEntries(Object.entries(given.fields).map(([name, field]) => [name, resolve(field, scope)])),
      } as T
    default:
      return type
  }
}

const plain = ['number', 'boolean', 'text', 'bytes', 'json', 'series'] as const

/** A type as a config holds it: whole, by its name alone, or as a list of fields `{ name, type }`; json where it holds none. */
const typeWritten = (written: Json | undefined): Type => {
  const name = plain.find((word) => word === written)
  if (name) return { type: name }
  if (Array.isArray(written)) {
    const fields = written.filter((field) => isRecord(field)).map((field) => [texted(field.name), typeWritten(field.type)] as const)
    return { type: 'record', fields: Object.fromEntries(fields) }
  }
  if (!isRecord(written) || typeof written.type !== 'string') return { type: 'json' }
  if (written.type === 'list') return { type: 'list', of: typeWritten(written.of) }
  if (written.type === 'record') {
    const fields = isRecord(written.fields) ? written.fields : {}
    return { type: 'record', fields: Object.fromEntries(Object.entries(fields).map(([field, type]) => [field, typeWritten(type)])) }
  }
  if (written.type === 'number' || written.type === 'series') {
    return {
      type: written.type,
      ...(typeof written.unit === 'string' && { unit: written.unit }),
      ...(written.type === 'series' && typeof written.dt === 'number' && { dt: written.dt }),
    }
  }
  return typeWritten(written.type)
}

/** Puts the unit in place where the config alone decides it. */
const withUnit = (type: Extract<Type, { readonly unitFrom?: string }>, expression: string, scope: Scope): Type => {
  if (!/\b(config|item)\./.test(expression)) return type
  const first = expression.split(/\bor\b/)
  while (first.length > 0) {
    const read = unitOf(first[0] ?? '', (word) => {
      const value = /^(config|item)\./.test(word) ? lookIn(scope, word) : null
      return typeof value === 'string' && value !== '' ? value : value === null ? null : undefined
    })
    const { unitFrom: _from, ...bare } = type
    if (typeof read === 'string') return { ...type, unitFrom: substitute(first.join('or'), scope) }
    if (read.unit !== undefined) return { ...bare, unit: read.unit }
    first.shift()
    if (first.length === 0) return bare
  }
  return type
}

/** Names of the config stand for their units; one that has none is `none`. */
const substitute = (expression: string, scope: Scope): string =>
  expression.replace(/\b(?:config|item)\.[\w.]+/g, (path) => {
    const unit = lookIn(scope, path)
    return typeof unit === 'string' && unit !== '' ? `'${unit.replaceAll("'", '')}'` : 'none'
  })
