/** Flow documents as text: the one canonical form, made for people to read and for git to merge, and changes put into a text that is there. */
import type { FlowDocument } from './document.ts'
import { looksLikeJson, readFlow } from './read.ts'
import { rewriteMap } from './rewrite/block.ts'
import { same } from './same.ts'
import { apart, ordered } from './write/order.ts'
import { partLines } from './write/part.ts'

export const writeFlow = (document: FlowDocument): string =>
  Object.entries(ordered(document))
    .flatMap(([name, value]) => [...(apart.has(name) ? [''] : []), ...partLines([name], value)])
    .join('\n')
    .concat('\n')

/**
 * A changed document in its old text: comments, blank lines and the form of everything unchanged stay, only lines that changed are touched.
 * `old`: what `text` says, where it is known already; reading it takes 90 ms a thousand nodes.
 */
export const rewriteFlow = (text: string, document: FlowDocument, old = readFlow(text).document): string => {
  if (old === undefined) return writeFlow(document)
  const [before, now] = [ordered(old), ordered(document)]
  if (looksLikeJson(text)) return same(before, now) ? text : `${JSON.stringify(now, null, 2)}\n`
  const end = text.includes('\r\n') ? '\r\n' : '\n'
  const lines = text.split(/\r?\n/)
  const rewritten = rewriteMap(lines, 0, [], before, now)
  if (rewritten === undefined) return writeFlow(document)
  return rewritten.at(-1) === '' ? rewritten.join(end) : rewritten.join(end) + end
}
