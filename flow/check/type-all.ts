/** Types every wire of a flow. Registers give before they get, so their types are learnt in a round of their own. */
import type { CheckedOutput } from '../checked.ts'
import type { Fault } from '../fault.ts'
import { dependsOnConfig } from '../ports.ts'
import type { Converting } from './fix.ts'
import type { FlatBorder } from './follow.ts'
import type { Found } from './found.ts'
import type { Known } from './known.ts'
import { arriving, type Carried, type Typed, typeNode, type Wired } from './typing.ts'

/** A circle whose unit grows with every turn has none. */
const mostRounds = 8

export const typeAll = (
  order: readonly number[],
  wired: readonly (Wired | undefined)[],
  borders: readonly FlatBorder[],
  { inputs, parameters, places }: Known,
  converters: Converting,
  found: Found,
): readonly (Typed | undefined)[] => {
  let typed: (Typed | undefined)[] = []
  for (let round = 1; round <= mostRounds; round++) {
    const before = typed
    typed = wired.map(() => undefined)
    const told: { readonly rank: number; readonly fault: Fault }[] = []
    const carried = (wire: { readonly node: string; readonly port: string }): Carried | undefined => {
      if (wire.node === 'inputs' && inputs && Object.hasOwn(inputs, wire.port)) {
        const way = inputs[wire.port]
        return way && { type: way, event: way.event === true }
      }
      const at = places.get(wire.node) ?? -1
      const node = wired[at]
      if (!node || (!node.read.good && node.read.spec.out.some(dependsOnConfig))) return undefined
      return (typed[at] ?? before[at])?.out.find(({ name }) => name === wire.port)
    }
    for (const i of order) {
      const node = wired[i]
      if (!node) continue
      typed[i] = typeNode(node, { parameters, carried, converters, tell: (fault) => told.push({ rank: node.flat.rank, fault }) })
    }
    for (const { input, rank } of borders) arriving(input, { parameters, carried, converters, tell: (fault) => told.push({ rank, fault }) })
    const settled = wired.every((node, i) => node?.read.spec.kind !== 'register' || same(before[i]?.out, typed[i]?.out))
    if (!settled && round < mostRounds) continue
    for (const { rank, fault } of told) found.add(rank, fault)
    break
  }
  return typed
}

const same = (a: readonly CheckedOutput[] | undefined, b: readonly CheckedOutput[] | undefined): boolean =>
  JSON.stringify(a) === JSON.stringify(b)
