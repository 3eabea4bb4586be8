/** Flow documents as text: the one canonical form, made for people to read and for git to merge, and changes put into a text that is there. */
import type { FlowDocument } from './document.ts'
import { normalNames } from './normal-names.ts'
import { readFlow } from './read.ts'
import { formatTree, rewriteTree, writeTree } from './rewrite/tree.ts'
import { ordered } from './write/order.ts'

export const writeFlow = (document: FlowDocument): string => writeTree(ordered(document))

export interface Rewriting {
  /** What the text says, where it is known already; reading it takes 90 ms a thousand nodes. */
  readonly old?: FlowDocument
  /** Everything in canonical form; comments stay all the same. */
  readonly canonical?: boolean
}

/** A changed document in its old text: comments, blank lines and the form of everything unchanged stay, only lines that changed are touched. */
export const rewriteFlow = (text: string, document: FlowDocument, { old, canonical = false }: Rewriting = {}): string => {
  if (canonical) return formatTree(text, ordered(normalNames(document)))
  const before = old ?? readFlow(text).document
  return before ? rewriteTree(text, ordered(before), ordered(document)) : writeFlow(document)
}
