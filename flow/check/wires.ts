/** Whether every input has what it needs, and whether every wire comes from somewhere. */
import type { NamedPort } from '../catalogue.ts'
import { readDuration } from '../duration.ts'
import { fault } from '../fault.ts'
import { isName } from '../name.ts'
import type { Ports } from '../ports.ts'
import type { FlatNode } from './flatten.ts'
import type { FlatInput } from './follow.ts'
import type { Found } from './found.ts'
import type { Known } from './known.ts'

/** The inputs that can be gone on with. */
export const checkWires = (flat: FlatNode, ports: Ports, known: Known, found: Found): ReadonlyMap<string, FlatInput> => {
  const good = new Map<string, FlatInput>()
  const guess = known.guessed(flat.name)
  const names = new Set(ports.in.map(({ name }) => name))
  if (!guess) for (const side of [ports.in, ports.out]) checkPortNames(flat, side, found)
  for (const [input, given] of flat.in) {
    const at = `${flat.name}.in.${input}`
    if (!names.has(input)) {
      const near = found.hint(input, names)
      if (!guess) found.add(flat.rank, fault('unknown-input', at, { is: flat.is, input, hint: near }))
    } else good.set(input, lead(flat.rank, given, known, found) ? given : { at, through: [], lost: {} })
    if (given.maxAge !== undefined && readDuration(given.maxAge) === undefined) {
      const why = { en: `"${given.maxAge}" is not a duration such as 10 s`, zh: `"${given.maxAge}" 不是有效时长(如 10 s)` }
      found.add(flat.rank, fault('option', `${at}.maxAge`, { why }))
    }
  }
  for (const port of ports.in) {
    if (port.optional === true || port.initial !== undefined || flat.in.has(port.name) || guess) continue
    found.add(flat.rank, fault('input-missing', `${flat.name}.in.${port.name}`, { input: port.name }))
  }
  return good
}

/** Some follow from the config. */
const checkPortNames = (flat: FlatNode, ports: readonly NamedPort[], found: Found): void => {
  const seen = new Set<string>()
  for (const { name } of ports) {
    if (!isName(name)) found.add(flat.rank, fault('bad-name', `${flat.name}.config`, { name }))
    else if (seen.has(name)) found.add(flat.rank, fault('same-port', `${flat.name}.config`, { port: name }))
    seen.add(name)
  }
}

/** Whether it can be gone on with; tells why not. */
export const lead = (rank: number, { at, wire, parameter, lost }: FlatInput, known: Known, found: Found): boolean => {
  if (lost) {
    if (lost.fault) found.add(rank, lost.fault)
    return false
  }
  if (parameter !== undefined && !Object.hasOwn(known.parameters, parameter)) {
    found.add(rank, fault('unknown-parameter', at, { parameter }))
    return false
  }
  return wire === undefined || leads(rank, at, wire, known, found)
}

/** Is there such an output? Tells why not, unless that was told already. */
const leads = (rank: number, at: string, wire: { readonly node: string; readonly port: string }, known: Known, found: Found): boolean => {
  const { node, port } = wire
  if (node === 'inputs' && known.inputs && Object.hasOwn(known.inputs, port)) return true
  const ports = known.ports(node)
  if (!ports) {
    if (!known.guessed(node)) found.add(rank, fault('wire-from-nowhere', at, { node, hint: found.hint(node, known.names) }))
    return false
  }
  if (ports.out.some(({ name }) => name === port)) return true
  if (!known.guessed(node)) {
    const near = found.hint(
      port,
      ports.out.map(({ name }) => name),
    )
    found.add(rank, fault('wire-from-no-port', at, { node, port, hint: near }))
  }
  return false
}
