/** How a flow looks from far away: boxes, wires, names as far as they can be read, and what is wrong. */
import { useChecked } from '../check/checked.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { bend, type Rect } from './geometry.ts'
import type { Box, Scene, Wire } from './scene.ts'

const inkNames = ['card', 'line-strong', 'text', 'text-faint', 'wire', 'accent', 'bad', 'warn', 'font'] as const

export type Inks = Readonly<Record<(typeof inkNames)[number], string>>

export const colours = (): Inks => {
  const tokens = getComputedStyle(document.documentElement)
  return Object.fromEntries(inkNames.map((name) => [name, tokens.getPropertyValue(`--${name}`).trim()])) as Inks
}

/** Names are drawn from this zoom on. */
const readable = 0.2
const smallest = 1

export const paintFar = (pen: CanvasRenderingContext2D, scene: Scene, rect: Rect, inks: Inks, zoom: number): void => {
  paintWires(pen, scene, rect, inks, () => true, zoom < 0.15)
  const boxes = scene.grid.find(rect)
  const { nodes } = useView.getState()
  const { byNode } = useChecked.getState()
  const { states } = useSession.getState()
  const edge = (box: Box) => {
    if (states[box.name]?.link === 'down') return inks.bad
    if (byNode.has(box.name)) return inks.warn
    return nodes.has(box.name) ? inks.accent : inks['line-strong']
  }
  const groups = new Map<string, Box[]>()
  for (const box of boxes) {
    const ink = edge(box)
    const held = groups.get(ink)
    if (held) held.push(box)
    else groups.set(ink, [box])
  }
  for (const [ink, those] of groups) {
    pen.beginPath()
    for (const { x, y, width, height } of those) pen.rect(x, y, width, height)
    pen.fillStyle = inks.card
    pen.fill()
    pen.strokeStyle = ink
    pen.lineWidth = (ink === inks['line-strong'] ? smallest : 2 * smallest) / zoom
    pen.stroke()
  }
  if (zoom < readable) return
  pen.fillStyle = inks.text
  pen.font = `600 26px ${inks.font}`
  pen.textBaseline = 'middle'
  for (const { name, x, y, width } of boxes) pen.fillText(name, x + 10, y + 22, width - 20)
}

/** From very far curves can't be told from lines, which cost a third. Tells how many there were. */
export const paintWires = (
  pen: CanvasRenderingContext2D,
  scene: Scene,
  rect: Rect,
  inks: Inks,
  wanted: (wire: Wire) => boolean,
  straight = false,
): number => {
  let count = 0
  pen.beginPath()
  for (const wire of scene.wireGrid.find(rect)) {
    if (!wanted(wire)) continue
    count++
    const { source, target, error } = wire
    pen.moveTo(source.x, source.y)
    if (straight) pen.lineTo(target.x, target.y)
    else {
      const [a, b] = bend(source, target, error)
      pen.bezierCurveTo(a.x, a.y, b.x, b.y, target.x, target.y)
    }
  }
  pen.strokeStyle = inks.wire
  pen.lineWidth = straight ? 4 : 1.6
  pen.stroke()
  return count
}
