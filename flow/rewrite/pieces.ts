/** The text of a block of YAML cut into its entries, with the comments and blank lines that stand before each. Nothing is parsed that need not be. */
import { parse } from 'yaml'

export interface Piece {
  readonly key: string
  /** Blank lines and comments before it. */
  readonly lead: readonly string[]
  /** Its own lines. */
  readonly body: readonly string[]
}

export interface Pieces {
  readonly pieces: readonly Piece[]
  readonly tail: readonly string[]
}

export const indentOf = (line: string): number => line.length - line.trimStart().length

const isBlank = (line: string): boolean => line.trim() === ''
const isComment = (line: string): boolean => line.trimStart().startsWith('#')

/** `key`, `"key"` or `'key'` before a colon; undefined where it is written in a way that is not for lines. */
export const keyIn = (line: string): { readonly key: string; readonly end: number } | undefined => {
  const quoted = /^\s*("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')\s*:(?=\s|$)/.exec(line)
  if (quoted) return { key: String(parse(quoted[1] ?? '')), end: quoted[0].length }
  const plain = /^\s*([^\s"'#[\]{},&*!|>%@`?-](?:(?! #)[^\n])*?)\s*:(?=\s|$)/.exec(line)
  return plain ? { key: plain[1] ?? '', end: plain[0].length } : undefined
}

/** Cuts where `starts` finds the begin of an entry at `indent`; deeper lines belong to the entry before. */
const cut = (lines: readonly string[], indent: number, starts: (line: string) => string | undefined): Pieces | undefined => {
  const pieces: { key: string; lead: string[]; body: string[] }[] = []
  let lead: string[] = []
  for (const line of lines) {
    const last = pieces.at(-1)
    const key = !isBlank(line) && indentOf(line) === indent && !isComment(line) ? starts(line) : undefined
    if (key !== undefined) {
      pieces.push({ key, lead, body: [line] })
      lead = []
    } else if (isBlank(line) || (isComment(line) && indentOf(line) <= indent)) {
      // Blank lines behind a text that keeps them are part of it.
      if (isBlank(line) && last && lead.length === 0 && /[|>]\d?\+/.test(last.body.join('\n'))) last.body.push(line)
      else lead.push(line)
    } else if (last && (indentOf(line) > indent || /^\s*-(\s|$)/.test(line))) {
      last.body.push(...lead, line)
      lead = []
    } else return undefined
  }
  return { pieces, tail: lead }
}

export const cutMap = (lines: readonly string[], indent: number): Pieces | undefined => {
  const found = cut(lines, indent, (line) => keyIn(line)?.key)
  const keys = new Set(found?.pieces.map(({ key }) => key))
  return found && keys.size === found.pieces.length ? found : undefined
}

/** The items of a list, named by their number. */
export const cutList = (lines: readonly string[], indent: number): Pieces | undefined => {
  let count = 0
  return cut(lines, indent, (line) => (/^\s*-(\s|$)/.test(line) ? String(count++) : undefined))
}

/** What stays of the comments before an entry that goes: those that a blank line sets apart from it. */
export const detached = (lead: readonly string[]): readonly string[] => {
  const apart = lead.slice(0, lead.findLastIndex(isBlank) + 1)
  return apart.some(isComment) ? apart : []
}
