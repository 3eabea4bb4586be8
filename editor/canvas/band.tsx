/** The rubber band: Shift and drag. To the right it takes what it holds whole, to the left what it touches, on screen or drawn from afar. */
import { useEffect, useRef, useState } from 'react'
import { select, useView } from '../store/view.ts'
import { camera } from './camera.ts'
import style from './canvas.module.css'
import { between, contains, type Point, type Rect } from './geometry.ts'
import { useStage } from './stage.ts'

export const Band = () => {
  const anchor = useRef<HTMLDivElement>(null)
  const [rect, setRect] = useState<Rect>()

  useEffect(() => {
    const pane = anchor.current?.parentElement
    if (!pane) return
    const down = (event: PointerEvent) => {
      const onPane = event.target instanceof Element && event.target.classList.contains('react-flow__pane')
      if (!event.shiftKey || event.button !== 0 || !onPane) return
      event.preventDefault()
      event.stopPropagation()
      pull(pane, event, setRect)
    }
    /** React Flow pans on the mouse events that follow. */
    const mouse = (event: MouseEvent) => {
      const onPane = event.target instanceof Element && event.target.classList.contains('react-flow__pane')
      if (event.shiftKey && event.button === 0 && onPane) event.stopPropagation()
    }
    pane.addEventListener('pointerdown', down, true)
    pane.addEventListener('mousedown', mouse, true)
    return () => {
      pane.removeEventListener('pointerdown', down, true)
      pane.removeEventListener('mousedown', mouse, true)
    }
  }, [])

  return (
    <div ref={anchor} className={style.bands}>
      {rect && <div className={style.band} style={{ left: rect.x, top: rect.y, width: rect.width, height: rect.height }} />}
    </div>
  )
}

const pull = (pane: HTMLElement, event: PointerEvent, show: (rect: Rect | undefined) => void): void => {
  const { left, top } = pane.getBoundingClientRect()
  const at = (now: PointerEvent): Point => ({ x: now.clientX - left, y: now.clientY - top })
  const start = at(event)
  const before = event.ctrlKey || event.metaKey ? useView.getState().nodes : new Set<string>()
  const move = (now: PointerEvent) => show(between(start, at(now)))
  const up = (now: PointerEvent) => {
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', up)
    show(undefined)
    select([...before, ...held(between(start, at(now)), at(now).x < start.x)])
  }
  addEventListener('pointermove', move)
  addEventListener('pointerup', up)
}

const held = (rect: Rect, touched: boolean): string[] => {
  const { x, y, zoom } = camera.view()
  const inFlow = { x: (rect.x - x) / zoom, y: (rect.y - y) / zoom, width: rect.width / zoom, height: rect.height / zoom }
  return useStage
    .getState()
    .scene.grid.find(inFlow)
    .filter((box) => touched || contains(inFlow, box))
    .map(({ name }) => name)
}
