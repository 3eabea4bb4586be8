/** How far a flow reaches across keys: what decides how it may be shared out among machines. */
import type { CheckedNode } from '../checked.ts'

/**
 * A flow without `gather` works key by key and may be split at will. With one, everything below an ancestor belongs together; which ancestor
 * that is, is decided by the node's own code, so as long as no level is written in its config the flow has one owner: `''`, the root.
 */
export const worksAcross = (nodes: readonly CheckedNode[]): string | undefined => {
  const levels = nodes
    .filter(({ spec }) => spec.kind === 'gather')
    .map(({ config }) => (typeof config.under === 'string' ? config.under : ''))
  return levels.length === 0 ? undefined : levels.reduce(common)
}

/** The deepest ancestor that two asset paths share. */
const common = (a: string, b: string): string => {
  const [left, right] = [a.split('/'), b.split('/')]
  const apart = left.findIndex((step, i) => step !== right[i])
  return (apart < 0 ? left : left.slice(0, apart)).join('/')
}
