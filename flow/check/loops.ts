/** Puts the nodes in the order in which they run; where wires go round in a circle there is none. */
import { fault } from '../fault.ts'
import { circlesOf, orderOf, wayRound } from '../topology.ts'
import { breaking, type Converting } from './fix.ts'
import type { Found } from './found.ts'
import type { Wired } from './typing.ts'

/** A loop through a call goes on from reply to reply; one of these slows it down. */
const isRateLimit = (is: string): boolean => is.endsWith('/rate-limit')

export const checkLoops = (
  wired: readonly (Wired | undefined)[],
  places: ReadonlyMap<string, number>,
  around: Converting,
  found: Found,
): readonly number[] => {
  const kind = (i: number) => wired[i]?.read.spec.kind
  const into = wired.map((node, i) => (node && kind(i) !== 'register' ? sourcesOf(node, places) : []))
  const first = orderOf(into)
  if (first.stuck.length === 0) return first.order

  const way = (circle: readonly number[]) => wayRound(into, circle).map((i) => wired[i]?.flat.name ?? '')
  const through = circlesOf(into).filter((circle) => circle.some((i) => kind(i) === 'call'))
  const cut = new Set(through.flat().filter((i) => kind(i) === 'call'))
  for (const circle of through) {
    const [start = 0] = circle
    if (circle.some((i) => isRateLimit(wired[i]?.read.spec.is ?? ''))) continue
    found.add(wired[start]?.flat.rank ?? 0, fault('call-loop', wired[start]?.flat.name ?? '', { path: written(way(circle)) }))
  }
  const within = into.map((sources, i) => (cut.has(i) ? [] : sources))
  for (const circle of circlesOf(within)) {
    const path = wayRound(within, circle).map((i) => wired[i]?.flat.name ?? '')
    const node = wired[circle[0] ?? 0]
    const last = path.at(-2)
    const input = node && [...node.flat.in].find(([, given]) => given.wire?.node === last)
    const port = node?.read.ports.in.find(({ name }) => name === input?.[0])
    if (!node || !input || !port) continue
    const fix = breaking(around, { flat: node.flat, input: input[1], port })?.fix
    found.add(node.flat.rank, fault('loop', input[1].at, { path: written(path) }, fix))
  }
  return orderOf(within).order
}

/** A circle of thousands is shown by its ends. */
const written = (path: readonly string[]): string => (path.length > 12 ? [...path.slice(0, 8), '…', ...path.slice(-3)] : path).join(' → ')

const sourcesOf = (node: Wired, places: ReadonlyMap<string, number>): number[] => {
  const sources = new Set<number>()
  for (const { wire } of node.flat.in.values()) {
    const source = wire && places.get(wire.node)
    if (source !== undefined) sources.add(source)
  }
  return [...sources]
}
