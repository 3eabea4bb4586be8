/** React Flow's moves: shown while they last, one gesture when they end, for all that is selected, on screen or not. */
import type { NodeChange } from '@xyflow/react'
import { moveBy } from '../store/gestures.ts'
import { select, useView } from '../store/view.ts'
import type { BoxNode } from './fed.ts'
import type { Point } from './geometry.ts'
import { drag, drop, useStage } from './stage.ts'

export const dragOrDrop = (changes: readonly NodeChange<BoxNode>[]): void => {
  const { scene, dragged } = useStage.getState()
  const to = new Map<string, Point>()
  let ended: string | undefined
  for (const change of changes) {
    if (change.type !== 'position') continue
    if (change.position) to.set(change.id, change.position)
    if (change.dragging === false) ended = change.id
  }
  if (ended === undefined) {
    if (to.size > 0) drag(to)
    return
  }
  const at = to.get(ended) ?? dragged.get(ended)
  const from = scene.boxes.get(ended)
  drop()
  if (!at || !from || (at.x === from.x && at.y === from.y)) return
  const { nodes } = useView.getState()
  if (!nodes.has(ended)) select([ended])
  moveBy(nodes.has(ended) ? nodes : [ended], { x: at.x - from.x, y: at.y - from.y })
}
