/** Which part of the flow React Flow is fed with: a little more than is seen, and nothing at all from far away. */
import { contains, grow, type Point, type Rect } from './geometry.ts'

export interface View extends Point {
  readonly zoom: number
}

const margin = 0.35
/** Below this zoom one canvas draws the whole flow. */
const farZoom = 0.35

/** The part of the flow that a pane of this size shows. */
export const seen = ({ x, y, zoom }: View, pane: { readonly width: number; readonly height: number }): Rect => ({
  x: -x / zoom,
  y: -y / zoom,
  width: pane.width / zoom,
  height: pane.height / zoom,
})

export const isFar = ({ zoom }: View): boolean => zoom < farZoom

/** The same rectangle while it still covers what is seen and isn't far too large, so that small pans feed nothing new. */
export const nextWindow = (present: Rect | undefined, view: Rect): Rect => {
  const fits = present !== undefined && contains(present, view) && present.width < view.width * 3
  return fits ? present : grow(view, margin)
}

/** The view in which `rect` fills a pane, no larger than life. */
export const fitting = (rect: Rect, pane: { readonly width: number; readonly height: number }, padding = 32): View => {
  const room = (size: number) => Math.max(40, size - 2 * padding)
  const zoom = Math.min(1, Math.max(0.02, Math.min(room(pane.width) / rect.width, room(pane.height) / rect.height)))
  return centred(rect, pane, zoom)
}

const readable = 0.6
const huge = 0.2

/** The first look at a flow: all of it where it can be read so, or from so far that it is a map; else where it begins. */
export const opening = (rect: Rect, pane: { readonly width: number; readonly height: number }, padding = 32): View => {
  const whole = fitting(rect, pane, padding)
  if (whole.zoom >= readable || whole.zoom < huge) return whole
  const room = { width: pane.width / readable, height: pane.height / readable }
  const start = (at: 'x' | 'y', size: 'width' | 'height') =>
    rect[size] > room[size] ? padding - rect[at] * readable : pane[size] / 2 - (rect[at] + rect[size] / 2) * readable
  return { x: start('x', 'width'), y: start('y', 'height'), zoom: readable }
}

export const centred = (rect: Rect, pane: { readonly width: number; readonly height: number }, zoom: number): View => ({
  x: pane.width / 2 - (rect.x + rect.width / 2) * zoom,
  y: pane.height / 2 - (rect.y + rect.height / 2) * zoom,
  zoom,
})
