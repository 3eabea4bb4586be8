/** A project's other documents (its settings, connections, environments, a template's description): read by a schema, written back with their comments. */
import type { z } from 'zod'
import type { Fault } from './fault.ts'
import { type Reading, readDocument } from './read/document.ts'
import { shapeFaults } from './read/shape.ts'
import { rewriteTree, writeTree } from './rewrite/tree.ts'
import type { Tree } from './write/order.ts'

export type Settings<S extends z.ZodType> =
  | { readonly value: z.output<S>; readonly faults: readonly [] }
  | { readonly faults: readonly Fault[] }

export const readSettings = <S extends z.ZodType>(text: string, schema: S, reading: Reading = {}): Settings<S> => {
  const { value, faults, locate } = readDocument(text, reading)
  if (faults.length > 0) return { faults }
  const known = 'shape' in schema ? Object.keys(schema.shape as object) : []
  const wrong = shapeFaults(value, { schema, known: (path) => (path.length === 0 ? known : []) })
  return wrong.length > 0 ? { faults: locate(wrong) } : { value: schema.parse(value), faults: [] }
}

export const writeSettings = (value: Tree): string => writeTree(value)

/** Into the text that is there; afresh where that can't be read. */
export const rewriteSettings = (text: string, value: Tree): string => {
  const old = readDocument(text).value
  return typeof old === 'object' && old !== null && !Array.isArray(old) ? rewriteTree(text, old as Tree, value) : writeTree(value)
}
