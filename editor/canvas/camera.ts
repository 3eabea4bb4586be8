/** Where the canvas looks, kept out of React: who draws listens, who moves it goes through React Flow. */
import type { Rect } from './geometry.ts'
import { centred, fitting, opening, seen, type View } from './window.ts'

interface Pane {
  readonly width: number
  readonly height: number
}

let view: View = { x: 0, y: 0, zoom: 1 }
let pane: Pane = { width: 1, height: 1 }
let move: ((view: View, durationMs: number) => void) | undefined
const listeners = new Set<() => void>()

export const camera = {
  view: (): View => view,
  pane: (): Pane => pane,
  seen: (): Rect => seen(view, pane),

  /** Called by React Flow whenever the view moved. */
  moved(now: View): void {
    if (now.x === view.x && now.y === view.y && now.zoom === view.zoom) return
    view = { x: now.x, y: now.y, zoom: now.zoom }
    tell()
  },
  resized(now: Pane): void {
    if (now.width === pane.width && now.height === pane.height) return
    pane = now
    tell()
  },
  /** Who can move it. */
  driver(drive: typeof move): void {
    move = drive
  },
  go(to: View, durationMs = 0): void {
    move?.(to, durationMs)
  },
  open(rect: Rect | undefined): void {
    camera.go(rect ? opening(rect, pane) : { x: 0, y: 0, zoom: 1 })
  },
  fit(rect: Rect | undefined, durationMs = 180): void {
    if (rect) camera.go(fitting(rect, pane), durationMs)
  },
  /** Brings `rect` into the middle where it can't be seen whole, at a zoom at which it can be read. */
  show(rect: Rect): void {
    const at = camera.seen()
    const whole = rect.x >= at.x && rect.y >= at.y && rect.x + rect.width <= at.x + at.width && rect.y + rect.height <= at.y + at.height
    if (!whole || view.zoom < 0.5) camera.go(centred(rect, pane, Math.max(0.8, Math.min(1, view.zoom))), 180)
  },
  pan(dx: number, dy: number): void {
    camera.go({ x: view.x + dx, y: view.y + dy, zoom: view.zoom })
  },
  /** About the middle of the pane. */
  zoom(to: number): void {
    const zoom = Math.min(2, Math.max(0.02, to))
    const [x, y] = [pane.width / 2, pane.height / 2]
    camera.go({ x: x - ((x - view.x) / view.zoom) * zoom, y: y - ((y - view.y) / view.zoom) * zoom, zoom }, 120)
  },
  listen(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

const tell = (): void => {
  for (const listener of listeners) listener()
}
