/** React Flow's nodes and edges: those in the window, each the same object as long as nothing about it changed. */
import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react'
import { useMemo, useRef } from 'react'
import { useView } from '../store/view.ts'
import { errorPortAt, type Point, portAt } from './geometry.ts'
import type { Box, Wire } from './scene.ts'
import { useStage } from './stage.ts'

export type BoxNode = Node<{ box: Box }, 'box'>
export type WireEdge = Edge<{ wire: Wire }, 'wire'>

export const handleSize = 12

export const useFedNodes = (): BoxNode[] => {
  const { scene, window, far, dragged } = useStage()
  const selected = useView((view) => view.nodes)
  const held = useRef(new Map<string, BoxNode>())
  return useMemo(() => {
    const next = new Map<string, BoxNode>()
    if (!far)
      for (const box of scene.grid.find(window))
        next.set(box.name, nodeOf(box, selected.has(box.name), dragged.get(box.name), held.current))
    for (const name of dragged.keys()) {
      const box = scene.boxes.get(name)
      if (box && !next.has(name) && held.current.has(name)) next.set(name, nodeOf(box, true, dragged.get(name), held.current))
    }
    held.current = next
    return [...next.values()]
  }, [scene, window, far, dragged, selected])
}

/** Wires with both ends in the window; the others are drawn on the canvas beneath. */
export const useFedWires = (nodes: readonly BoxNode[]): WireEdge[] => {
  const scene = useStage((stage) => stage.scene)
  const selected = useView((view) => view.wires)
  const names = useNames(nodes)
  const held = useRef(new Map<string, WireEdge>())
  return useMemo(() => {
    const next = new Map<string, WireEdge>()
    for (const name of names)
      for (const wire of scene.wiresOf.get(name) ?? [])
        if (wire.to.node === name && names.has(wire.from.node)) next.set(wire.id, edgeOf(wire, selected.has(wire.id), held.current))
    held.current = next
    return [...next.values()]
  }, [scene, names, selected])
}

/** The same set as long as the same nodes are fed, whatever else of them changes. */
export const useNames = (nodes: readonly BoxNode[]): ReadonlySet<string> => {
  const held = useRef<ReadonlySet<string>>(new Set())
  const same = nodes.length === held.current.size && nodes.every(({ id }) => held.current.has(id))
  if (!same) held.current = new Set(nodes.map(({ id }) => id))
  return held.current
}

const nodeOf = (box: Box, selected: boolean, at: Point | undefined, before: ReadonlyMap<string, BoxNode>): BoxNode => {
  const held = before.get(box.name)
  const { x, y } = at ?? box
  if (held && held.data.box === box && held.selected === selected && held.position.x === x && held.position.y === y) return held
  const { width, height } = box
  return {
    id: box.name,
    type: 'box',
    position: { x, y },
    data: held?.data.box === box ? held.data : { box },
    selected,
    width,
    height,
    measured: { width, height },
    handles: handlesOf(box),
  }
}

const edgeOf = (wire: Wire, selected: boolean, before: ReadonlyMap<string, WireEdge>): WireEdge => {
  const held = before.get(wire.id)
  if (held && held.data?.wire === wire && held.selected === selected) return held
  return {
    id: wire.id,
    type: 'wire',
    source: wire.from.node,
    sourceHandle: wire.from.port,
    target: wire.to.node,
    targetHandle: wire.to.port,
    data: { wire },
    selected,
    focusable: false,
  }
}

const handles = new WeakMap<Box, NodeHandle[]>()

const handlesOf = (box: Box): NodeHandle[] => {
  const held = handles.get(box)
  if (held) return held
  const handle = (id: string, type: 'source' | 'target', position: Position, { x, y }: Point): NodeHandle => ({
    id,
    type,
    position,
    x: x - handleSize / 2,
    y: y - handleSize / 2,
    width: handleSize,
    height: handleSize,
  })
  const made = [
    ...box.ins.map((port, row) => handle(port.name, 'target', Position.Left, portAt('in', row))),
    ...box.outs.map((port, row) => handle(port.name, 'source', Position.Right, portAt('out', row))),
    handle('error', 'source', Position.Bottom, errorPortAt(box.height)),
  ]
  handles.set(box, made)
  return made
}
