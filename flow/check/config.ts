/** What is wrong with a node's config, and which of its fields follow a parameter. */
import type { Catalogue, JsonSchema, NodeSpec } from '../catalogue.ts'
import type { Parameter } from '../document.ts'
import { fault } from '../fault.ts'
import { fieldAt, fieldsOf, isRecord } from '../schema.ts'
import type { Json } from '../type.ts'
import { configWords } from './config-words.ts'
import type { FlatNode } from './flatten.ts'
import type { Found } from './found.ts'
import { parameterMisfit, parameterReference, valueWhy } from './parameter.ts'

export interface CheckedConfig {
  /** With the defaults of parameters in their places: what ports follow from. */
  readonly plain: Readonly<Record<string, Json>>
  /** Field → parameter. */
  readonly live: Readonly<Record<string, string>>
  readonly good: boolean
}

export interface Project {
  readonly catalogue: Catalogue
  /** Name → kind. Left out: connections are not looked at. */
  readonly connections?: ReadonlyMap<string, string>
}

type Path = readonly (string | number)[]

export const checkConfig = (
  node: FlatNode,
  spec: NodeSpec,
  parameters: Readonly<Record<string, Parameter>>,
  { catalogue, connections }: Project,
  found: Found,
): CheckedConfig => {
  const live: Record<string, string> = {}
  let good = true
  const tell: typeof fault = (...about) => {
    good = false
    const told = fault(...about)
    found.add(node.rank, told)
    return told
  }
  const place = (path: Path) => [node.name, 'config', ...path].join('.')

  /** Told already; what stands there can't be judged any further. */
  const told: string[] = []
  const follow = (path: Path, name: string): Json => {
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
    const field = fieldAt(spec.config, path)
    if (!parameter) tell('unknown-parameter', place(path), { parameter: name })
    else if (field?.['x-live'] !== true || path.length > 1) tell('config-not-live', place(path), { field: path.join('.') })
    else {
      const misfit = parameterMisfit(parameter, neededBy(field, spec, node.config))
      if (misfit) tell('parameter-type', place(path), { parameter: name, ...misfit })
      live[path.join('.')] = name
      if (!misfit && !valueWhy(parameter, parameter.default)) return parameter.default
    }
    told.push(place(path))
    return parameter?.default ?? null
  }

  const read = (value: Json, path: Path): Json => {
    const name = parameterReference(value)
    const schema = fieldAt(spec.config, path)
    if (name !== undefined && !(schema && 'parameter' in fieldsOf(schema))) return follow(path, name)
    if (Array.isArray(value)) return value.map((item, i) => read(item, [...path, i]))
    if (!isRecord(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([field, inside]) => {
        if (schema && isStranger(schema, field)) {
          const near = found.hint(field, Object.keys(fieldsOf(schema)))
          const why = { en: `there is no field "${field}"${near.en}`, zh: `没有字段 "${field}"${near.zh}` }
          tell('config', place([...path, field]), { why })
        }
        return [field, read(inside, [...path, field])]
      }),
    )
  }

  const plain = read(node.config, [])
  for (const issue of catalogue.configIssues(spec.is, plain)) {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)))
    if (issue.code === 'unrecognized_keys' || told.some((at) => `${place(path)}.`.startsWith(`${at}.`))) continue
    tell('config', place(path), { why: configWords(issue, valueAt(plain, path)) })
  }
  for (const [field, name] of Object.entries(live)) {
    for (const [key, value] of differing(parameters[name])) {
      const issue = catalogue.configIssues(spec.is, { ...(isRecord(plain) && plain), [field]: value }).find(({ path }) => path[0] === field)
      const why = issue && configWords(issue, valueAt(value, issue.path.slice(1).map(String)))
      if (why) tell('config', place([field]), { why: { en: `for ${key}: ${why.en}`, zh: `${key}:${why.zh}` } })
    }
  }
  if (connections) checkConnections(spec, plain, connections, (code, field, values) => tell(code, place([field]), values))
  return { plain: isRecord(plain) ? plain : {}, live, good }
}

/** One key for each value that a parameter takes; a thousand are enough to look at. */
const differing = (parameter: Parameter | undefined): [key: string, value: Json][] => {
  const first = new Map<string, [string, Json]>()
  for (const [key, value] of Object.entries(parameter?.byKey ?? {})) {
    const text = JSON.stringify(value)
    if (parameter && first.size < 1_000 && !first.has(text) && !valueWhy(parameter, value)) first.set(text, [key, value])
  }
  return [...first.values()]
}

const valueAt = (value: Json, path: Path): Json | undefined => {
  let at: Json | undefined = value
  for (const step of path) {
    if (Array.isArray(at)) at = at[Number(step)]
    else at = isRecord(at) && Object.hasOwn(at, step) ? at[step] : undefined
  }
  return at
}

/** A field that the schema doesn't know, where it lists what it knows. */
const isStranger = (schema: JsonSchema, field: string): boolean => {
  const open = schema.additionalProperties !== undefined && schema.additionalProperties !== false
  return schema.properties !== undefined && !open && !Object.hasOwn(fieldsOf(schema), field)
}

const parameterTypes = new Map<unknown, Parameter['type']>([
  ['number', 'number'],
  ['integer', 'number'],
  ['boolean', 'boolean'],
  ['string', 'text'],
])

/** The unit of a field stands in it, or in another field of the config: `{unit}`. */
const neededBy = (field: JsonSchema, spec: NodeSpec, config: Readonly<Record<string, Json>>): Pick<Parameter, 'type' | 'unit'> => {
  const type = field['x-widget'] === 'duration' ? 'duration' : (parameterTypes.get(field.type) ?? 'json')
  const written = typeof field['x-unit'] === 'string' ? field['x-unit'] : undefined
  const other = written?.match(/^\{(\w+)\}$/)?.[1]
  const unit = other === undefined ? written : (config[other] ?? fieldAt(spec.config, [other])?.default)
  return { type, ...(typeof unit === 'string' && { unit }) }
}

type Tell = (code: 'unknown-connection' | 'connection-kind', field: string, values: Readonly<Record<string, unknown>>) => void

const checkConnections = (spec: NodeSpec, config: Json, connections: ReadonlyMap<string, string>, tell: Tell): void => {
  for (const [field, schema] of Object.entries(fieldsOf(spec.config))) {
    const needs = schema['x-connection']
    const connection = isRecord(config) ? config[field] : undefined
    if (typeof needs !== 'string' || typeof connection !== 'string') continue
    const has = connections.get(connection)
    if (has === undefined) tell('unknown-connection', field, { connection })
    else if (has !== needs && !has.startsWith(`${needs}/`)) tell('connection-kind', field, { connection, has, needs })
  }
}
