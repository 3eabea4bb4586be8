/** How far a flow reaches across keys: what decides how it may be shared out among machines. */
import type { CheckedNode } from '../checked.ts'
import { isRecord, withDefaults } from '../schema.ts'

/**
 * A flow that works key by key may be split at will: undefined. One that gathers under a named asset (`to`) keeps all below it together. Any
 * other gathering or change of key may reach anywhere, and has one owner: `''`, the root. That is on the safe side: a `gather` so many
 * levels up could be split further, were the depth of its keys known.
 */
export const worksAcross = (nodes: readonly CheckedNode[]): string | undefined => {
  const levels = nodes.flatMap((node) => levelOf(node) ?? [])
  return levels.length === 0 ? undefined : levels.reduce(common)
}

const levelOf = ({ spec, config }: CheckedNode): string | undefined => {
  const full = withDefaults(spec.config, config)
  const { to, key } = isRecord(full) ? full : {}
  if (spec.kind === 'gather') return typeof to === 'string' ? to : ''
  // A spread that writes keys stays below the key it was given where the new one begins with it.
  return spec.kind === 'spread' && typeof key === 'string' && !/^\{key\}(\/|$)/.test(key) ? '' : undefined
}

/** The deepest ancestor that two asset paths share. */
const common = (a: string, b: string): string => {
  const [left, right] = [a.split('/'), b.split('/')]
  const apart = left.findIndex((step, i) => step !== right[i])
  return (apart < 0 ? left : left.slice(0, apart)).join('/')
}
