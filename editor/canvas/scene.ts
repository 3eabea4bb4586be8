/** The document as things in a plane: boxes with ports, wires between them. Built anew after each edit; what didn't change stays the same object. */
import type { NamedPort, NodeSpec } from '@millrace/flow/catalogue.ts'
import type { FlowDocument, Node } from '@millrace/flow/document.ts'
import { wireFrom } from '@millrace/flow/document.ts'
import { portsOf } from '@millrace/flow/ports.ts'
import { around, errorPortAt, nodeHeight, nodeWidth, type Point, portAt, type Rect, wireRect } from './geometry.ts'
import { type Grid, gridOf } from './grid.ts'
import { placed } from './place.ts'

export interface Box extends Rect {
  readonly name: string
  readonly node: Node
  /** None where this runtime doesn't know the node. */
  readonly spec?: NodeSpec
  readonly ins: readonly NamedPort[]
  readonly outs: readonly NamedPort[]
  /** A wire hangs on the error port. */
  readonly catches: boolean
}

export interface Wire {
  /** `node.input` of its end: one wire an input. */
  readonly id: string
  readonly from: { readonly node: string; readonly port: string }
  readonly to: { readonly node: string; readonly port: string }
  readonly source: Point
  readonly target: Point
  /** It leaves the error port, downwards. */
  readonly error: boolean
}

export interface Scene {
  readonly boxes: ReadonlyMap<string, Box>
  readonly wires: ReadonlyMap<string, Wire>
  /** Wires that leave or enter a node. */
  readonly wiresOf: ReadonlyMap<string, readonly Wire[]>
  readonly grid: Grid<Box>
  readonly wireGrid: Grid<Wire>
  readonly bounds?: Rect
}

export const emptyScene: Scene = {
  boxes: new Map(),
  wires: new Map(),
  wiresOf: new Map(),
  grid: gridOf<Box>([], (box) => box),
  wireGrid: gridOf<Wire>([], () => ({ x: 0, y: 0, width: 0, height: 0 })),
}

export const sceneOf = (document: FlowDocument, specs: ReadonlyMap<string, NodeSpec>, before: Scene = emptyScene): Scene => {
  const at = placed(document)
  const used = usedPorts(document)
  const boxes = new Map<string, Box>()
  for (const [name, node] of Object.entries(document.nodes)) {
    const [x, y] = at(name)
    boxes.set(name, boxOf(name, node, x, y, specs.get(node.is), used.get(name) ?? new Set(), before.boxes.get(name)))
  }

  const wires = new Map<string, Wire>()
  const wiresOf = new Map<string, Wire[]>()
  const hang = (name: string, wire: Wire) => {
    const held = wiresOf.get(name)
    if (held) held.push(wire)
    else wiresOf.set(name, [wire])
  }
  for (const box of boxes.values())
    for (const [input, value] of Object.entries(box.node.in ?? {})) {
      const from = wireFrom(value)
      const source = from && boxes.get(from.node)
      if (!from || !source) continue
      const wire = wireOf(from, source, input, box, before.wires.get(`${box.name}.${input}`))
      wires.set(wire.id, wire)
      hang(source.name, wire)
      if (source !== box) hang(box.name, wire)
    }

  const bounds = around(boxes.values())
  return {
    boxes,
    wires,
    wiresOf,
    grid: gridOf([...boxes.values()], (box) => box),
    wireGrid: gridOf([...wires.values()], (wire) => wireRect(wire.source, wire.target)),
    ...(bounds && { bounds }),
  }
}

const boxOf = (name: string, node: Node, x: number, y: number, spec: NodeSpec | undefined, used: ReadonlySet<string>, held?: Box): Box => {
  const catches = used.has('error')
  const same = held !== undefined && held.node === node && held.spec === spec && (spec !== undefined || used.size === held.outs.length)
  if (same && held.x === x && held.y === y && held.catches === catches) return held
  const { ins, outs } = same ? held : portsSeen(node, spec, used)
  return { name, node, x, y, width: nodeWidth, height: nodeHeight(ins.length, outs.length), ...(spec && { spec }), ins, outs, catches }
}

/** A node that isn't known has the ports that its wires name. */
const portsSeen = (node: Node, spec: NodeSpec | undefined, used: ReadonlySet<string>) => {
  const named = (name: string): NamedPort => ({ name, type: 'json' })
  if (!spec) return { ins: Object.keys(node.in ?? {}).map(named), outs: [...used].map(named) }
  const ports = portsOf(spec, node.config)
  return { ins: ports.in, outs: ports.out.filter(({ name }) => name !== 'error') }
}

const usedPorts = (document: FlowDocument): Map<string, Set<string>> => {
  const used = new Map<string, Set<string>>()
  for (const node of Object.values(document.nodes))
    for (const input of Object.values(node.in ?? {})) {
      const from = wireFrom(input)
      if (!from) continue
      const ports = used.get(from.node)
      if (ports) ports.add(from.port)
      else used.set(from.node, new Set([from.port]))
    }
  return used
}

const wireOf = (from: Wire['from'], source: Box, input: string, target: Box, held?: Wire): Wire => {
  const error = from.port === 'error' && source.spec !== undefined
  const start = corner(source, error ? errorPortAt(source.height) : portAt('out', rowOf(source.outs, from.port)))
  const end = corner(target, portAt('in', rowOf(target.ins, input)))
  const same = held !== undefined && held.from.node === from.node && held.from.port === from.port && held.error === error
  if (same && equal(held.source, start) && equal(held.target, end)) return held
  return { id: `${target.name}.${input}`, from, to: { node: target.name, port: input }, source: start, target: end, error }
}

const rowOf = (ports: readonly NamedPort[], name: string) =>
  Math.max(
    0,
    ports.findIndex((port) => port.name === name),
  )

const corner = (box: Point, by: Point): Point => ({ x: box.x + by.x, y: box.y + by.y })

const equal = (a: Point, b: Point) => a.x === b.x && a.y === b.y
