/** A value that stands on one line put in the place of another: what stands before it, and the comment behind it, stay. */
import { isMap, isSeq, type Node, type Pair, parseDocument } from 'yaml'
import { parseYaml } from '../read/yaml.ts'
import { same } from '../same.ts'
import type { Json } from '../type.ts'
import { width } from '../write/block.ts'
import { partLines } from '../write/part.ts'
import { shortly } from '../write/scalar.ts'
import { indentOf } from './pieces.ts'

export type Path = readonly string[]

/** Where the value of a one-line entry or item ends, its comment not counted. */
const valueEnd = (line: string): number | undefined => {
  const { contents, errors } = parseDocument(line, { logLevel: 'error' })
  if (errors.length > 0) return undefined
  const value = isMap(contents)
    ? (contents.items[0] as Pair<unknown, Node | null> | undefined)?.value
    : isSeq(contents)
      ? contents.items[0]
      : undefined
  return (value as Node | null | undefined)?.range?.[1]
}

/** `start`: where the key or the dash ends. Undefined where the new value needs more than a line. */
export const withValue = (line: string, start: number, value: Json): string | undefined => {
  const end = valueEnd(line)
  const text = shortly(value, width - start - 1)
  return end === undefined || text === undefined ? undefined : `${line.slice(0, start)} ${text}${line.slice(end)}`
}

/** The comment at the end of a line, with the blank before it. */
export const commentOf = (line: string): string => {
  const end = valueEnd(line)
  return end === undefined
    ? ''
    : line
        .slice(end)
        .trimEnd()
        .replace(/^\s*(?=#)/, ' ')
}

const shifted = (lines: readonly string[], by: number): readonly string[] =>
  lines.map((line) => (by >= 0 ? (line === '' ? '' : ' '.repeat(by) + line) : line.slice(Math.min(-by, indentOf(line)))))

/** An entry in canonical form, indented as its neighbours are. */
export const fresh = (path: Path, value: Json, indent: number): readonly string[] =>
  shifted(partLines(path, value), indent - 2 * (path.length - 1))

/** Do these lines say just that? Asked before they are taken for what they were changed into. */
export const reads = (lines: readonly string[], name: string, value: Json): boolean => {
  const { value: read, faults } = parseYaml(
    shifted(lines, -indentOf(lines[0] ?? ''))
      .join('\n')
      .concat('\n'),
  )
  return faults.length === 0 && same(read, { [name]: value })
}
