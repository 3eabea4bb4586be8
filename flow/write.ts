/** Flow documents as text: the one canonical form, made for people to read and for git to merge, and changes put into a text that is there. */
import type { FlowDocument } from './document.ts'
import { normalNames } from './normal-names.ts'
import { looksLikeJson, readFlow } from './read.ts'
import { rewriteMap } from './rewrite/block.ts'
import { formatMap } from './rewrite/format.ts'
import { same } from './same.ts'
import { apart, ordered } from './write/order.ts'
import { partLines } from './write/part.ts'

export const writeFlow = (document: FlowDocument): string =>
  Object.entries(ordered(document))
    .flatMap(([name, value]) => [...(apart.has(name) ? [''] : []), ...partLines([name], value)])
    .join('\n')
    .concat('\n')

export interface Rewriting {
  /** What the text says, where it is known already; reading it takes 90 ms a thousand nodes. */
  readonly old?: FlowDocument
  /** Everything in canonical form; comments stay all the same. */
  readonly canonical?: boolean
}

/** A changed document in its old text: comments, blank lines and the form of everything unchanged stay, only lines that changed are touched. */
export const rewriteFlow = (text: string, document: FlowDocument, { old, canonical = false }: Rewriting = {}): string => {
  const before = canonical ? document : (old ?? readFlow(text).document)
  if (before === undefined) return writeFlow(document)
  const [from, to] = [ordered(before), ordered(canonical ? normalNames(document) : document)]
  if (looksLikeJson(text)) return same(from, to) && !canonical ? text : `${JSON.stringify(to, null, 2)}\n`
  const end = text.includes('\r\n') && !canonical ? '\r\n' : '\n'
  const lines = text.split(/\r?\n/)
  const rewritten = canonical ? formatMap(lines, 0, [], to) : rewriteMap(lines, 0, [], from, to)
  if (rewritten === undefined) return writeFlow(document)
  return rewritten.at(-1) === '' ? rewritten.join(end) : rewritten.join(end) + end
}
