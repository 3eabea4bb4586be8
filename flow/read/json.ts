/** JSON as plain data: JSON.parse for the speed, one scan over the text for what it says nothing of: depth, keys that stand twice, lines. */
import type { Fault } from '../fault.ts'
import type { Place } from './place.ts'
import { atOf, faultAt, maxDepth, type Parsed, unsafe } from './text.ts'

interface Growing {
  readonly line: number
  readonly parts?: Map<string, Growing>
}

interface Frame {
  readonly place: Growing
  readonly list: boolean
  readonly path: readonly string[]
  key?: string | undefined
}

/** The end of the string that begins at `start`, behind its closing quote. */
const stringEnd = (text: string, start: number): number => {
  let at = start + 1
  while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at + 1
}

/** How deep it goes, and how many keys it has: what can be counted without building anything. */
const count = (text: string): { readonly depth: number; readonly keys: number } => {
  let depth = 0
  let deepest = 0
  let keys = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 34) at = stringEnd(text, at) - 1
    else if (sign === 123 || sign === 91) deepest = Math.max(deepest, ++depth)
    else if (sign === 125 || sign === 93) depth--
    else if (sign === 58) keys++
  }
  return { depth: deepest, keys }
}

/** For text that JSON.parse has taken. */
const scan = (text: string, faults: Fault[] = []): Place => {
  let line = 1
  const root: Growing = { line, parts: new Map() }
  const stack: Frame[] = [{ place: root, list: false, path: [], key: 'root' }]
  const put = (parts?: Map<string, Growing>): Growing => {
    const frame = stack.at(-1) as Frame
    const name = frame.list ? String(frame.place.parts?.size ?? 0) : (frame.key ?? '')
    const before = frame.place.parts?.get(name)
    if (before) faults.push(faultAt(line, atOf([...frame.path, name]), 'twice', { name, first: before.line }))
    const place = parts ? { line, parts } : { line }
    frame.place.parts?.set(name, place)
    frame.key = undefined
    if (parts) stack.push({ place, list: false, path: stack.length === 1 ? [] : [...frame.path, name] })
    return place
  }
  for (let at = 0; at < text.length; at++) {
    const sign = text[at] as string
    if (sign === '\n') line++
    else if (sign === '{') put(new Map())
    else if (sign === '[') {
      put(new Map())
      stack.push({ ...(stack.pop() as Frame), list: true })
    } else if (sign === '}' || sign === ']') stack.pop()
    else if (sign === '"') {
      const end = stringEnd(text, at)
      const frame = stack.at(-1) as Frame
      if (frame.list || frame.key !== undefined) put()
      else frame.key = String(JSON.parse(text.slice(at, end)))
      at = end - 1
    } else if (/[-\w]/.test(sign)) {
      while (/[-+.\w]/.test(text[at + 1] ?? '')) at++
      put()
    }
  }
  return root.parts?.get('root') ?? root
}

const lineAtOffset = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

export const parseJson = (text: string): Parsed => {
  const { depth, keys } = count(text)
  if (depth > maxDepth)
    return { value: undefined, faults: [faultAt(1, 'flow', 'too-deep', { limit: maxDepth })], places: () => ({ line: 1 }) }
  const faults: Fault[] = []
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const offset = Number(/position (\d+)/.exec(why)?.[1] ?? text.length)
    return { value, faults: [faultAt(lineAtOffset(text, offset), 'flow', 'not-yaml', { why })], places: () => ({ line: 1 }) }
  }
  let seen = 0
  const refused: (readonly string[])[] = []
  const walk = (part: unknown, path: readonly string[]): void => {
    if (typeof part !== 'object' || part === null) return
    for (const [name, inner] of Object.entries(part)) {
      if (!Array.isArray(part)) seen++
      if (unsafe.has(name) && !Array.isArray(part)) refused.push([...path, name])
      else walk(inner, [...path, name])
    }
  }
  walk(value, [])
  const places = refused.length > 0 || seen !== keys ? scan(text, faults) : undefined
  for (const path of refused) faults.push(faultAt(lineIn(places, path), atOf(path.slice(0, -1)), 'bad-name', { name: path.at(-1) ?? '' }))
  return { value: faults.length > 0 ? undefined : value, faults, places: () => places ?? scan(text) }
}

const lineIn = (place: Place | undefined, path: readonly string[]): number =>
  path.reduce<Place | undefined>((found, name) => found?.parts?.get(name) ?? found, place)?.line ?? 1
