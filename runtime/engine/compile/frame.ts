/** One generated function in the making: its names, and the things it holds on to. Only names made here get into it, never a user's text. */
import type { Column, PerKey } from '../column.ts'
import type { Machine } from '../machine.ts'
import type { PlanNode, PlanWire } from '../plan.ts'

export class Frame {
  readonly machine: Machine
  readonly segment: number
  /** What the function's constants x0, x1 … are. */
  readonly constants: unknown[] = []
  /** Wires with locals a (arrived), v (value), q (quality), t (time), l (late), numbered in order of mention. */
  readonly wires: PlanWire[] = []
  /** What must have room for a key before the function runs. */
  readonly room = { n: 0, all: [] as PerKey[] }
  readonly #names = new Map<string, string>()
  readonly #locals = new Map<PlanWire, number>()

  constructor(machine: Machine, segment: number) {
    this.machine = machine
    this.segment = segment
  }

  /** A name for something that does not change; the same `id` is the same thing. */
  constant(id: string, value: unknown): string {
    const known = this.#names.get(id)
    if (known !== undefined) return known
    const name = `x${this.constants.length}`
    this.#names.set(id, name)
    this.constants.push(value)
    return name
  }

  /** The same for something that is kept a key. */
  kept(id: string, value: PerKey): string {
    if (!this.room.all.includes(value)) this.room.all.push(value)
    return this.constant(id, value)
  }

  hold(wire: PlanWire): string {
    return this.kept(`hold ${wire.index}`, this.machine.hold(wire))
  }

  register(node: PlanNode): string {
    return this.kept(`register ${node.index}`, this.machine.register(node) as Column)
  }

  /** The number of a wire in slots and taps. */
  slot(wire: PlanWire): string {
    return this.constant(`slot ${wire.index}`, wire.index)
  }

  node(node: PlanNode): string {
    return this.constant(`node ${node.index}`, node)
  }

  wire(wire: PlanWire): number {
    const known = this.#locals.get(wire)
    if (known !== undefined) return known
    const made = this.wires.length
    this.#locals.set(wire, made)
    this.wires.push(wire)
    return made
  }

  own(wire: PlanWire): boolean {
    return wire.node.segment === this.segment
  }

  /** A port as a property: written out where the name is the definition's (`value`, `in2`), else a constant in brackets. */
  property(node: PlanNode, name: string): string {
    return isDefinitions(node, name) ? name : `[${this.constant(`name ${node.index} ${name}`, name)}]`
  }

  /** A port of an object. */
  read(from: string, node: PlanNode, name: string): string {
    const property = this.property(node, name)
    return property.startsWith('[') ? from + property : `${from}.${property}`
  }
}

const isDefinitions = (node: PlanNode, name: string): boolean => {
  if (!/^[A-Za-z]\w*$/.test(name)) return false
  const { spec } = node.checked
  return [...spec.in, ...spec.out].some((port) =>
    'for' in port
      ? port.port.name.replace('{item}', '') === name.replace(/\d+$/, '') && port.port.name.endsWith('{item}')
      : port.name === name,
  )
}
