/** One entry of a document in canonical form. */
import type { Json } from '../type.ts'
import { entryLines, openLines } from './block.ts'
import { isOpen } from './order.ts'
import { isMap, writeText } from './scalar.ts'

/** `path` is its place in the document, which tells how it is laid out. */
export const partLines = (path: readonly string[], value: Json): readonly string[] => {
  const name = path.at(-1) ?? ''
  const indent = 2 * (path.length - 1)
  if (!isOpen(path)) return entryLines(name, value, indent)
  const fields = isMap(value) ? Object.entries(value) : []
  if (fields.length === 0) return openLines(name, value, indent)
  const inner = fields.flatMap(([field, part]) => partLines([...path, field], part))
  return [`${' '.repeat(indent)}${writeText(name, false)}:`, ...inner]
}
