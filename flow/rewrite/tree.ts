/** Any document of a project as text: afresh, or into the text that is there. */
import { looksLikeJson } from '../read/document.ts'
import { same } from '../same.ts'
import { apart, type Tree } from '../write/order.ts'
import { partLines } from '../write/part.ts'
import { rewriteMap } from './block.ts'
import { formatMap } from './format.ts'

export const writeTree = (tree: Tree): string =>
  Object.entries(tree)
    .flatMap(([name, value]) => [...(apart.has(name) ? [''] : []), ...partLines([name], value)])
    .join('\n')
    .concat('\n')

/** `from`: what `text` says. */
export const rewriteTree = (text: string, from: Tree, to: Tree): string => {
  if (same(from, to, true)) return text
  if (looksLikeJson(text)) return json(to)
  const rewritten = rewriteMap(text.split(/\r?\n/), 0, [], from, to)
  return rewritten ? joined(rewritten, text.includes('\r\n') ? '\r\n' : '\n') : writeTree(to)
}

export const formatTree = (text: string, tree: Tree): string => {
  if (looksLikeJson(text)) return json(tree)
  const formatted = formatMap(text.split(/\r?\n/), 0, [], tree)
  return formatted ? joined(formatted, '\n') : writeTree(tree)
}

const json = (tree: Tree): string => `${JSON.stringify(tree, null, 2)}\n`

const joined = (lines: readonly string[], end: string): string => (lines.at(-1) === '' ? lines.join(end) : lines.join(end) + end)
