/** The one canonical text of a flow document: made for people to read, and for git to merge. */
import type { FlowDocument } from './document.ts'
import type { Json } from './type.ts'
import { entryLines, openLines } from './write/block.ts'
import { apart, isOpen, ordered } from './write/order.ts'
import { isMap, writeText } from './write/scalar.ts'

/** An entry in canonical form; `path` is its place in the document, which tells how it is laid out. */
export const partLines = (path: readonly string[], value: Json): readonly string[] => {
  const name = path.at(-1) ?? ''
  const indent = 2 * (path.length - 1)
  if (!isOpen(path)) return entryLines(name, value, indent)
  const fields = isMap(value) ? Object.entries(value) : []
  if (fields.length === 0) return openLines(name, value, indent)
  const inner = fields.flatMap(([field, part]) => partLines([...path, field], part))
  return [`${' '.repeat(indent)}${writeText(name, false)}:`, ...inner]
}

export const writeFlow = (document: FlowDocument): string =>
  Object.entries(ordered(document))
    .flatMap(([name, value]) => [...(apart.has(name) ? [''] : []), ...partLines([name], value)])
    .join('\n')
    .concat('\n')
