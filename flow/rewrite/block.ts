/** A block of entries or items written again: each in its old text where it is the same, gone into where it is not. */
import { same } from '../same.ts'
import type { Json } from '../type.ts'
import { itemLines } from '../write/block.ts'
import { apart, isOpen, type Tree } from '../write/order.ts'
import { isMap } from '../write/scalar.ts'
import { commentOf, fresh, type Path, reads, withValue } from './line.ts'
import { mergedOrder } from './order.ts'
import { cutList, cutMap, detached, indentOf, keyIn, type Piece } from './pieces.ts'
import { formerNames } from './renamed.ts'

type Lines = readonly string[]

/** Undefined where the text is not written in lines; the caller then writes it afresh. */
export const rewriteMap = (lines: Lines, indent: number, path: Path, old: Tree, now: Tree): Lines | undefined => {
  const cut = cutMap(lines, indent)
  const written = new Map(cut?.pieces.map((piece) => [piece.key, piece]))
  if (cut === undefined || !Object.keys(old).every((name) => written.has(name))) return undefined

  const former = formerNames(path, old, now)
  const latter = new Map([...former].map(([name, before]) => [before, name]))
  const called = (name: string) => latter.get(name) ?? name
  const goes = (key: string) => Object.hasOwn(old, key) && !Object.hasOwn(now, called(key))
  const names = cut.pieces.flatMap(({ key }) => (goes(key) ? [] : [called(key)]))

  const orphans = new Map<string | undefined, Lines>()
  let left: Lines = []
  for (const { key, lead } of cut.pieces) {
    if (goes(key)) left = [...left, ...detached(lead)]
    else {
      orphans.set(called(key), left)
      left = []
    }
  }

  const text: string[] = []
  for (const name of mergedOrder(names, Object.keys(old).map(called), Object.keys(now))) {
    const before = former.get(name) ?? name
    const piece = written.get(before)
    const [was, value] = [old[before], now[name]]
    if (piece) {
      const kept = value === undefined || was === undefined || (before === name && same(was, value, true))
      text.push(...(orphans.get(name) ?? []), ...piece.lead, ...(kept ? piece.body : rewriteEntry(piece, name, path, was, value)))
    } else if (value !== undefined) {
      if (path.length === 0 && apart.has(name) && text.at(-1)?.trim() !== '') text.push('')
      text.push(...fresh([...path, name], value, indent))
    }
  }
  return [...text, ...left, ...cut.tail]
}

const rewriteEntry = (piece: Piece, name: string, path: Path, was: Json, value: Json): Lines => {
  const [written = '', ...rest] = piece.body
  const here = [...path, name]
  const plain = fresh(here, value, indentOf(written))
  const [first = '', ...others] = plain
  const end = keyIn(written)?.end ?? written.length
  const key = name === piece.key ? written.slice(0, end) : first.slice(0, keyIn(first)?.end)
  const behind = written.slice(end)
  const open = behind.trim() === '' || behind.trim().startsWith('#')
  const done = open
    ? inside(rest, indentOf(written), here, was, value)
    : rest.length === 0
      ? oneLine(key + behind, key.length, here, value)
      : undefined
  const lines = done && (open ? [key + behind, ...done] : done)
  if (lines && (path.length !== 1 || reads(lines, name, value))) return lines
  const comment = open ? behind.trimEnd() : rest.length === 0 ? commentOf(written) : ''
  return [first + comment, ...others]
}

const oneLine = (line: string, start: number, path: Path, value: Json): Lines | undefined => {
  const text = isOpen(path) && typeof value === 'object' ? undefined : withValue(line, start, value)
  return text === undefined ? undefined : [text]
}

const inside = (lines: Lines, indent: number, path: Path, was: Json, value: Json): Lines | undefined => {
  const child = lines.find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  if (child === undefined || same(value, {}) || same(value, [])) return undefined
  const inner = indentOf(child)
  if (isMap(was) && isMap(value) && inner > indent) return rewriteMap(lines, inner, path, was, value)
  return Array.isArray(was) && Array.isArray(value) && inner >= indent ? rewriteList(lines, inner, path, was, value) : undefined
}

/** What is the same at its begin and its end stays; what changed between keeps its place and its comments. */
const rewriteList = (lines: Lines, indent: number, path: Path, was: readonly Json[], now: readonly Json[]): Lines | undefined => {
  const cut = cutList(lines, indent)
  if (cut === undefined || cut.pieces.length !== was.length) return undefined
  const least = Math.min(was.length, now.length)
  let head = 0
  while (head < least && same(was[head], now[head], true)) head++
  let end = 0
  while (end < least - head && same(was[was.length - 1 - end], now[now.length - 1 - end], true)) end++
  const text = (pieces: readonly Piece[]) => pieces.flatMap(({ lead, body }) => [...lead, ...body])
  const changed = cut.pieces.slice(head, was.length - end)
  const values = now.slice(head, now.length - end)
  const middle = values.flatMap((value, index) => {
    const piece = changed[index]
    return piece ? [...piece.lead, ...rewriteItem(piece, indent, path, was[head + index], value)] : itemLines(value, indent)
  })
  const gone = changed.slice(values.length).flatMap(({ lead }) => detached(lead))
  return [...text(cut.pieces.slice(0, head)), ...middle, ...gone, ...text(cut.pieces.slice(was.length - end)), ...cut.tail]
}

const rewriteItem = ({ body }: Piece, indent: number, path: Path, was: Json | undefined, value: Json): Lines => {
  const [first = '', ...rest] = body
  const [dash = '', gap = ''] = /^\s*-(\s*)/.exec(first) ?? []
  const asMap = isMap(was) && isMap(value) && gap !== '' && keyIn(first.slice(dash.length)) !== undefined
  const map = asMap
    ? rewriteMap([' '.repeat(dash.length) + first.slice(dash.length), ...rest], dash.length, [...path, '-'], was, value)
    : undefined
  const [line, ...others] = map ?? []
  if (line?.trim() && !line.trimStart().startsWith('#')) return [dash + line.slice(dash.length), ...others]
  const one = rest.length === 0 ? withValue(first, indent + 1, value) : undefined
  return one === undefined ? itemLines(value, indent) : [one]
}
