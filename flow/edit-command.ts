/** One change of a document, as JSON: what the editor sends, scripts write, undo inverts and a fault offers as its fix. */
import { z } from 'zod'
import { Group, Input, Node, Parameter, Step } from './document.ts'
import type { Json } from './type.ts'

const json = z.json() as z.ZodType<Json>
const place = z.tuple([z.number(), z.number()])

/** What the entry is written behind: null is the first place, left out its present place or the end. So undo brings the very same text back. */
const after = z.string().nullable().optional()

export const Edit = z.discriminatedUnion('do', [
  /** Without `after` it is written right behind the node that feeds it. */
  z.strictObject({ do: z.literal('add-node'), name: z.string(), node: Node, at: place.optional(), after }),
  /** Its wires, its place and its seat in groups go with it; tests that name it stay, and `check` says so. */
  z.strictObject({ do: z.literal('remove-node'), name: z.string() }),
  /** Wires, tests, layout and groups follow; `was` is kept by itself, unless it is given (null: none). */
  z.strictObject({ do: z.literal('rename-node'), from: z.string(), to: z.string(), was: z.string().nullable().optional(), after }),
  /** `null` takes the wire, literal or parameter away. */
  z.strictObject({ do: z.literal('set-input'), node: z.string(), input: z.string(), to: Input.nullable(), after }),
  /** `path` into the config (`['rules', 0, 'name']`); an undefined value takes the field away, so that its default holds. */
  z.strictObject({
    do: z.literal('set-config'),
    node: z.string(),
    path: z.array(z.union([z.string(), z.number()])),
    to: json.optional(),
    after,
  }),
  z.strictObject({ do: z.literal('set-says'), node: z.string(), to: z.string().nullable() }),
  z.strictObject({ do: z.literal('move'), to: z.record(z.string(), place.nullable()) }),
  z.strictObject({
    do: z.literal('set-flow'),
    field: z.enum(['name', 'says', 'delivery', 'keys', 'inputs', 'outputs']),
    to: json.optional(),
  }),
  z.strictObject({ do: z.literal('set-parameter'), name: z.string(), to: Parameter.nullable(), after }),
  z.strictObject({ do: z.literal('set-test'), name: z.string(), to: z.array(Step).nullable(), after }),
  z.strictObject({ do: z.literal('set-group'), name: z.string(), to: Group.nullable(), after }),
])

/** One gesture: its edits are done together or not at all, and are one named step of undo. */
export const EditCommand = z.strictObject({
  says: z.strictObject({ en: z.string(), zh: z.string() }),
  edits: z.array(Edit).min(1).max(100_000),
})

export type Edit = z.output<typeof Edit>
export type EditCommand = z.output<typeof EditCommand>
