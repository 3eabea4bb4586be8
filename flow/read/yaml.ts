/** YAML 1.2 as plain data: without anchors, aliases, tags and merges, each key once, every fault with its line. */
import { Composer, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, type Pair, Parser, type YAMLMap } from 'yaml'
import type { Fault } from '../fault.ts'
import type { Words } from '../words.ts'
import type { Place } from './place.ts'
import { atOf, faultAt, maxDepth, type Parsed, unsafe } from './text.ts'
import { yamlWhy } from './yaml-words.ts'

const features = {
  anchor: { en: 'anchors (&)', zh: '锚点(&)' },
  alias: { en: 'aliases (*)', zh: '别名(*)' },
  tag: { en: 'tags (!)', zh: '标签(!)' },
  merge: { en: 'merges (<<)', zh: '合并键(<<)' },
  key: { en: 'keys that are not plain text', zh: '非纯文本的键' },
  directive: { en: 'directives (%)', zh: '指令(%)' },
  documents: { en: 'several documents (---) in one file', zh: '同一文件中的多个文档(---)' },
} as const satisfies Readonly<Record<string, Words>>

const options = { version: '1.2', schema: 'core', merge: false, uniqueKeys: false, prettyErrors: false, logLevel: 'error' } as const

/** The syntax tree, token by token, so that a bomb of brackets is refused before anything recursive sees it. */
const compose = (text: string, lines: LineCounter, faults: Fault[]) => {
  const parser = new Parser(lines.addNewLine)
  const composer = new Composer(options)
  const documents = []
  lines.addNewLine(0)
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) documents.push(...composer.next(token))
    if (parser.stack.length <= 2 * maxDepth + 2) continue
    faults.push(faultAt(lines.linePos(parser.offset).line, 'flow', 'too-deep', { limit: maxDepth }))
    return undefined
  }
  for (const token of parser.end()) documents.push(...composer.next(token))
  documents.push(...composer.end(true, text.length))
  const [document, second] = documents
  const feature = (offset: number, which: keyof typeof features) =>
    faults.push(faultAt(lines.linePos(offset).line, 'flow', 'yaml-feature', { feature: features[which] }))
  if (second) feature(second.range[0], 'documents')
  if (document?.directives?.yaml.explicit || /^%/m.exec(text.slice(0, document?.range[0] ?? 0))) feature(0, 'directive')
  for (const { code, message, pos } of document?.errors ?? []) {
    if (code === 'TAG_RESOLVE_FAILED') continue
    faults.push(faultAt(lines.linePos(pos[0]).line, 'flow', 'not-yaml', { why: yamlWhy(code, message) }))
  }
  return document?.contents ?? undefined
}

export const parseYaml = (text: string): Parsed => {
  const faults: Fault[] = []
  const lines = new LineCounter()
  const root = compose(text, lines, faults)
  const lineOf = (node: unknown): number => lines.linePos((node as Node | null)?.range?.[0] ?? 0).line
  const feature = (node: unknown, path: readonly PropertyKey[], which: keyof typeof features) =>
    faults.push(faultAt(lineOf(node), atOf(path), 'yaml-feature', { feature: features[which] }))

  const keyOf = ({ key }: Pair, path: readonly PropertyKey[]): string | undefined => {
    const plain = isScalar(key) && !key.anchor && !key.tag
    if (!plain) {
      feature(key, path, isAlias(key) ? 'alias' : 'key')
      return undefined
    }
    const name = key.source ?? String(key.value)
    if (name === '<<' && key.type === 'PLAIN') feature(key, path, 'merge')
    else if (unsafe.has(name)) faults.push(faultAt(lineOf(key), atOf(path), 'bad-name', { name }))
    else return name
    return undefined
  }

  const mapOf = (map: YAMLMap, path: readonly PropertyKey[]): Record<string, unknown> => {
    const value: Record<string, unknown> = {}
    const first = new Map<string, number>()
    for (const pair of map.items) {
      const name = keyOf(pair, path)
      if (name === undefined) continue
      const line = lineOf(pair.key)
      const before = first.get(name)
      if (before !== undefined) faults.push(faultAt(line, atOf([...path, name]), 'twice', { name, first: before }))
      first.set(name, before ?? line)
      value[name] = dataOf(pair.value, [...path, name])
    }
    return value
  }

  const dataOf = (node: unknown, path: readonly PropertyKey[]): unknown => {
    if (isAlias(node)) feature(node, path, 'alias')
    if (!isMap(node) && !isSeq(node) && !isScalar(node)) return null
    if (node.anchor) feature(node, path, 'anchor')
    if (node.tag) feature(node, path, 'tag')
    if (isMap(node)) return mapOf(node, path)
    if (isSeq(node)) return node.items.map((item, index) => dataOf(item, [...path, index]))
    if (typeof node.value !== 'number') return node.value
    const digits = /^[-+]?\d+$/.test(node.source ?? '') && !Number.isSafeInteger(node.value)
    if (digits || !Number.isFinite(node.value)) faults.push(faultAt(lineOf(node), atOf(path), 'number', { number: node.source ?? '' }))
    return node.value
  }

  const placeOf = (node: unknown, line: number): Place => {
    const parts = isMap(node)
      ? node.items.map(({ key, value }): [string, Place] => [
          isScalar(key) ? (key.source ?? String(key.value)) : '',
          placeOf(value, lineOf(key)),
        ])
      : isSeq(node)
        ? node.items.map((item, index): [string, Place] => [String(index), placeOf(item, lineOf(item))])
        : undefined
    return parts ? { line, parts: new Map(parts) } : { line }
  }

  const value = root === undefined || faults.length > 0 ? undefined : dataOf(root, [])
  return { value, faults, places: () => placeOf(root, root ? lineOf(root) : 1) }
}
