/** Finds nodes that nothing can ever set off: literals, parameters and registers are read, they don't trigger. */
import { fault } from '../fault.ts'
import type { Found } from './found.ts'
import type { Wired } from './typing.ts'

export const checkTriggers = (
  order: readonly number[],
  wired: readonly (Wired | undefined)[],
  places: ReadonlyMap<string, number>,
  found: Found,
): void => {
  /** undefined: not looked at yet (it stands in a circle), which is told elsewhere. */
  const fires: (boolean | undefined)[] = wired.map((node) => (node === undefined || startsByItself(node) ? true : undefined))
  const told = new Set<number>()
  for (const round of [1, 2]) {
    for (const i of order) {
      const node = wired[i]
      if (!node || fires[i] === true) continue
      const wires = [...node.flat.in.values()].filter(({ wire, lost }) => wire || lost)
      const sources = wires.map(({ wire }) => (wire === undefined || wire.node === 'inputs' ? -1 : (places.get(wire.node) ?? -1)))
      fires[i] = sources.some((source) => source === -1 || (wired[source]?.read.spec.kind !== 'register' && fires[source] !== false))
      const missing = node.read.ports.in.some(
        (port) => port.optional !== true && port.initial === undefined && !node.flat.in.has(port.name),
      )
      const behind = sources.some((source) => wired[source]?.read.spec.kind !== 'register')
      if (round === 2 && !fires[i] && !missing && !behind) told.add(i)
    }
  }
  for (const i of told) {
    const node = wired[i]
    if (node) found.add(node.flat.rank, fault('never-fires', node.flat.name))
  }
}

const startsByItself = ({ read: { spec } }: Wired): boolean => spec.kind === 'source' || (spec.commands?.length ?? 0) > 0
