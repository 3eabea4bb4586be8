/** A text brought into canonical form with all its comments: where one stands inside a short group, the group stays open for it. */
import { Lexer } from 'yaml'
import type { Json } from '../type.ts'
import { itemLines } from '../write/block.ts'
import { apart, type Tree } from '../write/order.ts'
import { partLines } from '../write/part.ts'
import { isMap } from '../write/scalar.ts'
import type { Path } from './line.ts'
import { cutList, cutMap, indentOf, keyIn, type Piece } from './pieces.ts'

type Lines = readonly string[]

const commentsOf = (lines: Lines): Lines =>
  [...new Lexer().lex(`${lines.join('\n')}\n`)].filter((lexeme) => lexeme.startsWith('#')).map((lexeme) => lexeme.trimEnd())

/** Comments before an entry, each group of them behind one blank line at most. */
const leading = (lead: Lines, indent: number): Lines => {
  const end = lead.findLastIndex((line) => line.trim() !== '') + 1
  const lines = lead.slice(0, end).map((line) => (line.trim() === '' ? '' : ' '.repeat(indent) + line.trim()))
  return lines.filter((line, index) => line !== '' || lines[index - 1] !== '')
}

/** Undefined where the text is not written in lines. */
export const formatMap = (lines: Lines, indent: number, path: Path, now: Tree): Lines | undefined => {
  const cut = cutMap(lines, indent)
  if (cut === undefined) return undefined
  const written = new Map(cut.pieces.map((piece) => [piece.key.normalize('NFC'), piece]))
  const at = 2 * path.length
  const text: string[] = []
  for (const [name, value] of Object.entries(now)) {
    const piece = written.get(name.normalize('NFC'))
    const lead = piece ? leading(piece.lead, at) : []
    if (path.length === 0 && apart.has(name) && lead[0] !== '') text.push('')
    text.push(...lead, ...(piece ? formatEntry(piece, [...path, name], value) : partLines([...path, name], value)))
  }
  const gone = cut.pieces
    .filter(({ key }) => !Object.hasOwn(now, key.normalize('NFC')))
    .flatMap(({ lead, body }) => [...commentsOf(lead), ...commentsOf(body)])
  return [...text, ...leading(gone, at), ...leading(cut.tail, at)]
}

const formatEntry = (piece: Piece, path: Path, value: Json): Lines => {
  const comments = commentsOf(piece.body)
  const plain = partLines(path, value)
  if (comments.length === 0) return plain
  const [written = '', ...rest] = piece.body
  const [first = '', ...others] = plain
  if (rest.length === 0) return [`${first} ${comments[0]}`, ...others]
  const behind = written.slice(keyIn(written)?.end).trim()
  const child = rest.find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  const open = (behind === '' || behind.startsWith('#')) && child !== undefined
  const inner = indentOf(child ?? '')
  const lines = !open
    ? undefined
    : isMap(value)
      ? formatMap(rest, inner, path, value)
      : Array.isArray(value)
        ? formatList(rest, inner, path, value)
        : undefined
  const key = first.slice(0, keyIn(first)?.end)
  if (lines) return [behind === '' ? key : `${key} ${behind}`, ...lines]
  const indent = ' '.repeat(indentOf(first))
  return [...comments.map((comment) => indent + comment), ...plain]
}

const formatList = (lines: Lines, indent: number, path: Path, now: readonly Json[]): Lines | undefined => {
  const cut = cutList(lines, indent)
  if (cut === undefined || cut.pieces.length !== now.length) return undefined
  const at = 2 * path.length
  const text = cut.pieces.flatMap(({ lead, body }, index) => {
    const [first = '', ...others] = itemLines(now[index] ?? null, at)
    const comments = commentsOf(body)
    const above = [...leading(lead, at), ...(body.length > 1 ? comments.map((comment) => ' '.repeat(at) + comment) : [])]
    return [...above, body.length === 1 && comments[0] ? `${first} ${comments[0]}` : first, ...others]
  })
  return [...text, ...leading(cut.tail, at)]
}
