/** Where a node goes that a fix puts between two others: halfway, and below what lies there. */
import { wireFrom } from '@millrace/flow/document.ts'
import type { Edit } from '@millrace/flow/edit-command.ts'
import { nodeHeight, nodeWidth, type Rect, snap } from '../canvas/geometry.ts'
import type { Scene } from '../canvas/scene.ts'

export const placedBetween = (scene: Scene, edits: readonly Edit[]): Edit[] =>
  edits.map((edit) => {
    if (edit.do !== 'add-node' || edit.at) return edit
    const feeders = Object.values(edit.node.in ?? {}).flatMap((input) => wireFrom(input)?.node ?? [])
    const fed = edits.flatMap((other) =>
      other.do === 'set-input' && wireFrom(other.to ?? undefined)?.node === edit.name ? [other.node] : [],
    )
    const ends = [...feeders, ...fed].flatMap((name) => scene.boxes.get(name) ?? [])
    if (ends.length === 0) return edit
    const middle = (of: 'x' | 'y') => Math.round(ends.reduce((sum, box) => sum + box[of], 0) / ends.length / snap) * snap
    const { x, y } = free(scene, { x: middle('x'), y: middle('y'), width: nodeWidth, height: nodeHeight(1, 1) })
    return { ...edit, at: [x, y] }
  })

/** Moved down until it covers nothing. */
export const free = (scene: Scene, wish: Rect): Rect => {
  let at = wish
  while (scene.grid.find(at).length > 0) at = { ...at, y: at.y + 3 * snap }
  return at
}
