/** Lays out the selected nodes, or all, from left to right. The library for it comes when it is asked for. */
import { moveTo } from '../store/gestures.ts'
import { useView } from '../store/view.ts'
import { snap } from './geometry.ts'
import { useStage } from './stage.ts'

export const tidy = async (): Promise<void> => {
  const { Graph, layout } = await import('@dagrejs/dagre')
  const { scene } = useStage.getState()
  const chosen = useView.getState().nodes
  const boxes = [...scene.boxes.values()].filter(({ name }) => chosen.size < 2 || chosen.has(name))
  const inside = new Set(boxes.map(({ name }) => name))
  const graph = new Graph({ multigraph: true })
  graph.setGraph({ rankdir: 'LR', nodesep: 40, ranksep: 90 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { name, width, height } of boxes) graph.setNode(name, { width, height })
  for (const wire of scene.wires.values())
    if (inside.has(wire.from.node) && inside.has(wire.to.node)) graph.setEdge(wire.from.node, wire.to.node, {}, wire.id)
  layout(graph)
  const corner = (of: 'x' | 'y') => Math.min(...boxes.map((box) => box[of]))
  const placed = boxes.map((box) => ({ box, at: graph.node(box.name) }))
  const left = Math.min(...placed.map(({ box, at }) => at.x - box.width / 2))
  const top = Math.min(...placed.map(({ box, at }) => at.y - box.height / 2))
  const onGrid = (value: number) => Math.round(value / snap) * snap
  moveTo(
    Object.fromEntries(
      placed.map(({ box, at }) => [
        box.name,
        [onGrid(at.x - box.width / 2 - left + corner('x')), onGrid(at.y - box.height / 2 - top + corner('y'))] as [number, number],
      ]),
    ),
  )
}
