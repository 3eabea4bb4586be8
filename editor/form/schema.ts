/** What a JSON Schema says about a field, in the form's terms. */
import type { JsonSchema } from '@millrace/flow/catalogue.ts'
import type { Widget } from '@millrace/flow/field.ts'
import { isRecord } from '@millrace/flow/schema.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { Words } from '@millrace/flow/words.ts'

const isWords = (value: unknown): value is Words =>
  typeof value === 'object' && value !== null && 'en' in value && 'zh' in value && typeof value.en === 'string'

const wordsAt = (schema: JsonSchema, keyword: string): Words | undefined => (isWords(schema[keyword]) ? schema[keyword] : undefined)

export const labelOf = (schema: JsonSchema, name: string): Words => wordsAt(schema, 'x-title') ?? { en: name, zh: name }

export const helpOf = (schema: JsonSchema): Words | undefined => wordsAt(schema, 'x-help')

export const textAt = (schema: JsonSchema, keyword: string): string | undefined => {
  const value = schema[keyword]
  return typeof value === 'string' ? value : undefined
}

export const isLive = (schema: JsonSchema): boolean => schema['x-live'] === true

export type Shape = Widget | 'choice' | 'yes-no' | 'number' | 'text' | 'numbers' | 'group' | 'json'

/** How the field is edited. */
export const shapeOf = (schema: JsonSchema): Shape => {
  const widget = textAt(schema, 'x-widget') as Widget | undefined
  if (widget) return widget
  if (isTypeSchema(schema)) return 'type'
  if (choicesOf(schema)) return 'choice'
  switch (schema.type) {
    case 'boolean':
      return 'yes-no'
    case 'number':
    case 'integer':
      return 'number'
    case 'string':
      return 'text'
    case 'array':
      return shapeOfList(schema)
    case 'object':
      return schema.properties === undefined ? 'json' : 'group'
    default:
      return 'json'
  }
}

const shapeOfList = (schema: JsonSchema): Shape => {
  const isNumber = (item: unknown) => isRecord(item) && (item.type === 'number' || item.type === 'integer')
  if (Array.isArray(schema.prefixItems)) return schema.prefixItems.every(isNumber) ? 'numbers' : 'json'
  if (isRecord(schema.items)) {
    if (schema.items.type === 'object' && schema.items.properties !== undefined) return 'table'
    if (schema.items.type === 'string' && schema.items.enum === undefined) return 'lines'
  }
  return 'json'
}

export interface Choice {
  readonly value: Json
  readonly words: Words
}

/** Of an enum, or of a union of constants. */
export const choicesOf = (schema: JsonSchema): readonly Choice[] | undefined => {
  const union = Array.isArray(schema.anyOf) ? schema.anyOf : undefined
  const constants = union?.every((one) => isRecord(one) && 'const' in one) ? union.map((one: { const: Json }) => one.const) : undefined
  const values = Array.isArray(schema.enum) ? (schema.enum as readonly Json[]) : constants
  const texts = schema['x-choices'] as Readonly<Record<string, Words>> | undefined
  return values?.map((value) => ({ value, words: texts?.[String(value)] ?? { en: String(value), zh: String(value) } }))
}

export const isRequired = (schema: JsonSchema, name: string): boolean =>
  Array.isArray(schema.required) && schema.required.includes(name) && defaultOf(schema, name) === undefined

const defaultOf = (schema: JsonSchema, name: string): unknown => {
  const fields = schema.properties
  return isRecord(fields) && isRecord(fields[name]) ? fields[name].default : undefined
}

/** Is the value a port type? */
export const isTypeSchema = (schema: JsonSchema): boolean =>
  schema['x-widget'] === 'type' ||
  (Array.isArray(schema.anyOf) && schema.anyOf.every((one) => isRecord(one) && isRecord(one.properties) && 'type' in one.properties))

export interface Column {
  readonly name: string
  readonly schema: JsonSchema
}

export const columnsOf = (schema: JsonSchema): readonly Column[] => {
  const items = schema.items
  if (!isRecord(items) || !isRecord(items.properties)) return []
  return Object.entries(items.properties).flatMap(([name, column]) => (isRecord(column) ? [{ name, schema: column }] : []))
}
