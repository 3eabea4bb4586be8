/** Which node is which, when names have changed since the text was written: told by `was`. */
import type { Json } from '../type.ts'
import type { Tree } from '../write/order.ts'
import { isMap } from '../write/scalar.ts'

const wasOf = (node: Json | undefined): Json | undefined => (isMap(node) ? node.was : undefined)

/** Present name → name in the text. */
const inNodes = (old: Tree, now: Tree): ReadonlyMap<string, string> => {
  const gone = Object.keys(old).filter((name) => !Object.hasOwn(now, name))
  const former = new Map<string, string>()
  for (const [name, node] of Object.entries(now)) {
    if (Object.hasOwn(old, name)) continue
    const was = wasOf(node)
    const before = gone.find((one) => one === was || wasOf(old[one]) === name || (was !== undefined && wasOf(old[one]) === was))
    if (before !== undefined && ![...former.values()].includes(before)) former.set(name, before)
  }
  return former
}

export const formerNames = (path: readonly string[], old: Tree, now: Tree): ReadonlyMap<string, string> =>
  path.length === 1 && path[0] === 'nodes' ? inNodes(old, now) : new Map()
