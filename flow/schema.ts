/** Reads JSON Schemas of configs: the field at a path, and what a config is once the defaults stand in it. */
import type { JsonSchema } from './catalogue.ts'
import type { Json } from './type.ts'

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value)

export const isRecord = (value: unknown): value is Readonly<Record<string, Json>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The schemas of an object's fields. */
export const fieldsOf = (schema: JsonSchema): Readonly<Record<string, JsonSchema>> =>
  isSchema(schema.properties) ? (schema.properties as Readonly<Record<string, JsonSchema>>) : {}

const own = <V>(of: Readonly<Record<string, V>>, name: string): V | undefined => (Object.hasOwn(of, name) ? of[name] : undefined)

/** undefined where the schema says nothing about it. */
export const fieldAt = (schema: JsonSchema, path: readonly (string | number)[]): JsonSchema | undefined => {
  let at: JsonSchema | undefined = schema
  for (const step of path) {
    if (!at) return undefined
    at = typeof step === 'string' ? own(fieldsOf(at), step) : itemAt(at, step)
  }
  return at
}

const itemAt = (schema: JsonSchema, i: number): JsonSchema | undefined => {
  const tuple: unknown = Array.isArray(schema.prefixItems) ? schema.prefixItems[i] : undefined
  const item = tuple ?? schema.items
  return isSchema(item) ? item : undefined
}

/** `value` with the defaults of what it leaves out; whatever doesn't fit stays as it is. */
export const withDefaults = (schema: JsonSchema, value: Json | undefined): Json | undefined => {
  const given = value === undefined ? (schema.default as Json | undefined) : value
  if (Array.isArray(given)) return given.map((item, i) => withDefaults(itemAt(schema, i) ?? {}, item) ?? null)
  if (!isRecord(given)) return given
  const fields = fieldsOf(schema)
  const full: Record<string, Json> = { ...given }
  for (const [name, field] of Object.entries(fields)) {
    const filled = withDefaults(field, own(given, name))
    if (filled !== undefined) full[name] = filled
  }
  return full
}
