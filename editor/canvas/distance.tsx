/** The canvas beneath React Flow: from far away the whole flow, from near the wires whose ends are not both fed. */
import { useEffect, useRef } from 'react'
import { useChecked } from '../check/checked.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useTheme } from '../theme/theme.ts'
import { camera } from './camera.ts'
import style from './canvas.module.css'
import { grow } from './geometry.ts'
import { colours, type Inks, paintFar, paintWires } from './paint.ts'
import { useStage } from './stage.ts'
import type { View } from './window.ts'

/** Painted this much wider than the pane, so that a pan only shifts what is painted. */
const spare = 0.25

export const Distance = ({ fed }: { readonly fed: ReadonlySet<string> }) => {
  const ref = useRef<HTMLCanvasElement>(null)
  const theme = useTheme((now) => now.theme)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the colours that are read
  useEffect(() => {
    const canvas = ref.current
    const pen = canvas?.getContext('2d')
    if (!canvas || !pen) return
    const inks = colours()
    let painted: View | undefined
    let frame = 0
    const soon = (again: boolean) => {
      if (again) painted = undefined
      frame ||= requestAnimationFrame(() => {
        frame = 0
        painted = paint(canvas, pen, painted, fed, inks)
      })
    }
    const again = () => soon(true)
    const stops = [
      camera.listen(() => soon(false)),
      useStage.subscribe(again),
      useView.subscribe((now, before) => {
        if (now.nodes !== before.nodes || now.wires !== before.wires) again()
      }),
      useChecked.subscribe(again),
      useSession.subscribe((now, before) => {
        if (now.states !== before.states) again()
      }),
    ]
    again()
    return () => {
      cancelAnimationFrame(frame)
      for (const stop of stops) stop()
    }
  }, [fed, theme])

  return <canvas ref={ref} className={style.distance} />
}

/** Gives the view that the canvas now holds. */
const paint = (
  canvas: HTMLCanvasElement,
  pen: CanvasRenderingContext2D,
  before: View | undefined,
  fed: ReadonlySet<string>,
  inks: Inks,
): View => {
  const view = camera.view()
  const { width, height } = camera.pane()
  const [left, top] = [width * spare, height * spare]
  if (before && before.zoom === view.zoom && Math.abs(view.x - before.x) < left && Math.abs(view.y - before.y) < top) {
    canvas.style.transform = `translate(${view.x - before.x}px, ${view.y - before.y}px)`
    return before
  }
  const ratio = Math.min(2, devicePixelRatio)
  const size = [Math.round(width * (1 + 2 * spare) * ratio), Math.round(height * (1 + 2 * spare) * ratio)] as const
  if (canvas.width !== size[0] || canvas.height !== size[1]) {
    canvas.width = size[0]
    canvas.height = size[1]
    canvas.style.width = `${size[0] / ratio}px`
    canvas.style.height = `${size[1] / ratio}px`
    canvas.style.left = `${-left}px`
    canvas.style.top = `${-top}px`
  }
  canvas.style.transform = 'none'
  pen.setTransform(1, 0, 0, 1, 0, 0)
  pen.clearRect(0, 0, canvas.width, canvas.height)
  const scale = ratio * view.zoom
  pen.setTransform(scale, 0, 0, scale, (view.x + left) * ratio, (view.y + top) * ratio)
  const { scene, far } = useStage.getState()
  const rect = grow(camera.seen(), spare)
  if (far) paintFar(pen, scene, rect, inks, view.zoom)
  const crossing = far ? 1 : paintWires(pen, scene, rect, inks, (wire) => !(fed.has(wire.from.node) && fed.has(wire.to.node)))
  canvas.style.display = crossing > 0 ? 'block' : 'none'
  return view
}
