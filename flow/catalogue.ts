/** Definitions as JSON: what the editor, `check` and the documentation know of a node, without its behaviour and without its driver. */
import { z } from 'zod'
import type { Definition, Kind, Library } from './definition.ts'
import type { Example } from './kinds/base.ts'
import type { Connection } from './kinds/connection.ts'
import type { Overflow } from './kinds/source.ts'
import type { Port, PortsFor } from './port.ts'
import type { Words } from './words.ts'

export type NamedPort = Port & { readonly name: string }
export type PortSpec = NamedPort | { readonly for: string; readonly port: NamedPort }

export type JsonSchema = { readonly [keyword: string]: unknown }

export interface NodeSpec {
  readonly is: string
  readonly version: number
  readonly kind: Kind
  readonly family: string
  readonly title: Words
  readonly doc: Words
  /** JSON Schema of what a document may write, with `x-title`, `x-unit`, `x-widget`, `x-live` … */
  readonly config: JsonSchema
  readonly in: readonly PortSpec[]
  readonly out: readonly PortSpec[]
  readonly command: boolean
  readonly judges: boolean
  readonly eventTime: boolean
  readonly oneByOne: boolean
  readonly connection?: string
  readonly overflow?: Overflow
  readonly commands?: readonly string[]
  readonly experimental: boolean
  readonly userCode: boolean
  readonly examples: readonly Example[]
}

export interface ConnectionSpec {
  readonly is: string
  readonly title: Words
  readonly doc: Words
  readonly config: JsonSchema
  readonly secrets: Readonly<Record<string, Words>>
  readonly equipment: Connection['equipment']
  readonly browses: boolean
}

/** What `check` asks: the specs, and what is wrong with a config. */
export interface Catalogue {
  readonly nodes: ReadonlyMap<string, NodeSpec>
  readonly connections: ReadonlyMap<string, ConnectionSpec>
  /** Faults of a config as paths and words of zod's issues; none where it is good. */
  configIssues(is: string, config: unknown): readonly z.core.$ZodIssue[]
}

export const schemaOf = (config: z.ZodType): JsonSchema =>
  z.toJSONSchema(config, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const schema = jsonSchema as Record<string, unknown>
      for (const word of ['label', 'help', 'unit', 'widget', 'connection', 'live', 'choices', 'browse', 'unitOf']) {
        if (schema[word] === undefined) continue
        schema[`x-${word}`] = schema[word]
        delete schema[word]
      }
      const title = schema['x-label'] as Words | undefined
      if (title) {
        schema['x-title'] = title
        schema.title = title.en
        delete schema['x-label']
      }
    },
  }) as JsonSchema

const schemas = new WeakMap<z.ZodType, JsonSchema>()

/** Made when somebody looks: those of the whole library take 50 ms and 18 MB, and most commands need a few. */
const schemaWhenAsked = (config: z.ZodType): JsonSchema => {
  const schema = schemas.get(config) ?? schemaOf(config)
  schemas.set(config, schema)
  return schema
}

const named = (ports: Readonly<Record<string, Port>>, more: readonly PortsFor[] | undefined): PortSpec[] => [
  ...Object.entries(ports).map(([name, port]) => ({ name, ...port })),
  ...(more ?? []).map(({ for: field, name, port }) => ({ for: field, port: { name, ...port } })),
]

export const specOf = (is: string, definition: Definition): NodeSpec => ({
  is,
  version: definition.version,
  kind: definition.kind,
  family: is.slice(0, is.indexOf('/')),
  title: definition.title,
  doc: definition.doc,
  get config() {
    return schemaWhenAsked(definition.config)
  },
  in: named('in' in definition ? definition.in : {}, 'moreIn' in definition ? definition.moreIn : undefined),
  out: named('out' in definition ? definition.out : {}, 'moreOut' in definition ? definition.moreOut : undefined),
  command: 'command' in definition && definition.command === true,
  judges: 'judges' in definition && definition.judges === true,
  eventTime: 'eventTime' in definition && definition.eventTime === true,
  oneByOne: 'oneByOne' in definition && definition.oneByOne === true,
  ...('connection' in definition && definition.connection !== undefined && { connection: definition.connection }),
  ...('overflow' in definition && definition.overflow !== undefined && { overflow: definition.overflow }),
  ...('commands' in definition && definition.commands && { commands: definition.commands }),
  experimental: definition.experimental === true,
  userCode: definition.userCode === true,
  examples: definition.examples,
})

const connectionSpecOf = (is: string, definition: Connection): ConnectionSpec => ({
  is,
  title: definition.title,
  doc: definition.doc,
  get config() {
    return schemaWhenAsked(definition.config)
  },
  secrets: definition.secrets ?? {},
  equipment: definition.equipment,
  browses: definition.browse !== undefined,
})

const issuesOf = (schema: z.ZodType | undefined, config: unknown) => schema?.safeParse(config).error?.issues ?? []

export const catalogueOf = (library: Library): Catalogue => ({
  nodes: new Map([...library.nodes].map(([is, definition]) => [is, specOf(is, definition)])),
  connections: new Map([...library.connections].map(([is, definition]) => [is, connectionSpecOf(is, definition)])),
  configIssues: (is, config) => issuesOf(library.nodes.get(is)?.config ?? library.connections.get(is)?.config, config),
})

/** The same from JSON, as the browser has it: what a schema can't say (a refinement in code) is found by the runtime alone. */
export const catalogueFrom = (nodes: readonly NodeSpec[], connections: readonly ConnectionSpec[]): Catalogue => {
  const schemas = new Map<string, z.ZodType>()
  const schema = (is: string): z.ZodType | undefined => {
    const spec = nodes.find((node) => node.is === is) ?? connections.find((connection) => connection.is === is)
    if (spec && !schemas.has(is)) schemas.set(is, z.fromJSONSchema(spec.config as Parameters<typeof z.fromJSONSchema>[0]))
    return schemas.get(is)
  }
  return {
    nodes: new Map(nodes.map((node) => [node.is, node])),
    connections: new Map(connections.map((connection) => [connection.is, connection])),
    configIssues: (is, config) => issuesOf(schema(is), config),
  }
}
