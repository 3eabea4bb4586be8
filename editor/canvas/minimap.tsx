/** The whole flow in a corner: where one is, what is wrong elsewhere; press to go there. React Flow's own costs too much at 5,000 nodes. */
import { type PointerEvent, useEffect, useRef } from 'react'
import { useChecked } from '../check/checked.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import { useTheme } from '../theme/theme.ts'
import { camera } from './camera.ts'
import style from './canvas.module.css'
import { grow, type Point, type Rect } from './geometry.ts'
import { colours } from './paint.ts'
import type { Scene } from './scene.ts'
import { useStage } from './stage.ts'
import { centred } from './window.ts'

const size = { width: 152, height: 96 }

interface Scaled {
  readonly zoom: number
  readonly left: number
  readonly top: number
}

/** The flow, with room around it, in the middle of the map. */
const scaled = (scene: Scene): Scaled => {
  const bounds: Rect = grow(scene.bounds ?? { x: 0, y: 0, width: 1_000, height: 600 }, 0.08)
  const zoom = Math.min(size.width / bounds.width, size.height / bounds.height, 0.12)
  return {
    zoom,
    left: size.width / 2 - (bounds.x + bounds.width / 2) * zoom,
    top: size.height / 2 - (bounds.y + bounds.height / 2) * zoom,
  }
}

export const Minimap = () => {
  const { t } = useTexts()
  const map = useRef<HTMLCanvasElement>(null)
  const frame = useRef<HTMLDivElement>(null)
  const scene = useStage((stage) => stage.scene)
  const faulty = useChecked((checked) => checked.byNode)
  const chosen = useView((view) => view.nodes)
  const theme = useTheme((now) => now.theme)

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme decides the colours that are read
  useEffect(() => {
    const pen = map.current?.getContext('2d')
    if (!pen || !map.current) return
    const ratio = Math.min(2, devicePixelRatio)
    map.current.width = size.width * ratio
    map.current.height = size.height * ratio
    const { zoom, left, top } = scaled(scene)
    pen.setTransform(ratio * zoom, 0, 0, ratio * zoom, left * ratio, top * ratio)
    const inks = colours()
    const least = 2 / zoom
    const rects = (wanted: (name: string) => boolean, ink: string) => {
      pen.beginPath()
      for (const { name, x, y, width, height } of scene.boxes.values())
        if (wanted(name)) pen.rect(x, y, Math.max(width, least), Math.max(height, least))
      pen.fillStyle = ink
      pen.fill()
    }
    rects(() => true, inks['text-faint'])
    if (chosen.size > 0) rects((name) => chosen.has(name), inks.accent)
    if (faulty.size > 0) rects((name) => faulty.has(name), inks.warn)
  }, [scene, faulty, chosen, theme])

  useEffect(() => {
    const follow = () => {
      if (!frame.current) return
      const { zoom, left, top } = scaled(scene)
      const seen = camera.seen()
      frame.current.style.transform = `translate(${seen.x * zoom + left}px, ${seen.y * zoom + top}px)`
      frame.current.style.width = `${seen.width * zoom}px`
      frame.current.style.height = `${seen.height * zoom}px`
    }
    follow()
    return camera.listen(follow)
  }, [scene])

  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const { x, y } = event.currentTarget.getBoundingClientRect()
    const { zoom, left, top } = scaled(scene)
    const at: Point = { x: (event.clientX - x - left) / zoom, y: (event.clientY - y - top) / zoom }
    camera.go(centred({ ...at, width: 0, height: 0 }, camera.pane(), camera.view().zoom))
  }

  return (
    <div className={style.minimap} data-testid="minimap" role="img" aria-label={t('canvas.minimap')} onPointerDown={go} onPointerMove={go}>
      <canvas ref={map} style={size} />
      <div ref={frame} className={style.frame} />
    </div>
  )
}
