/** The next node in a direction: near, and not too far aside. */
import type { Box, Scene } from './scene.ts'

export type Way = 'left' | 'right' | 'up' | 'down'

export const nearest = (scene: Scene, from: Box, way: Way): Box | undefined => {
  const along = way === 'left' || way === 'right' ? 'x' : 'y'
  const sign = way === 'left' || way === 'up' ? -1 : 1
  let best: Box | undefined
  let least = Number.POSITIVE_INFINITY
  for (const box of scene.boxes.values()) {
    const ahead = (box[along] - from[along]) * sign
    if (box === from || ahead <= 0) continue
    const aside = Math.abs(along === 'x' ? box.y - from.y : box.x - from.x)
    const cost = ahead + aside * 2.5
    if (cost < least) [best, least] = [box, cost]
  }
  return best
}
