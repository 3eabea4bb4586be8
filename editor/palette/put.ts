/** Ways from the palette onto the canvas: dragged to a place, or set beside what is selected and wired to it where that fits. */
import type { NodeSpec } from '@millrace/flow/catalogue.ts'
import { portsOf } from '@millrace/flow/ports.ts'
import type { PointerEvent as ReactPointerEvent } from 'react'
import { camera } from '../canvas/camera.ts'
import { fitsType, portOf } from '../canvas/connecting.ts'
import { nodeHeight, nodeWidth, type Point, snap } from '../canvas/geometry.ts'
import { useStage } from '../canvas/stage.ts'
import { typeOf } from '../check/checked.ts'
import { free } from '../store/between.ts'
import { addNode } from '../store/gestures.ts'
import { type PortEnd, useView } from '../store/view.ts'
import style from './palette.module.css'

const start = 4
const aside = 240

const onGrid = ({ x, y }: Point): Point => ({ x: Math.round(x / snap) * snap, y: Math.round(y / snap) * snap })

/** The first port of a new node that what comes over (or goes into) `end` fits. */
export const fittingPort = (spec: NodeSpec, end: PortEnd): string | undefined => {
  const { scene } = useStage.getState()
  const type = typeOf(end) ?? portOf(scene, end)
  const ports = portsOf(spec)
  const others = end.side === 'out' ? ports.in : ports.out.filter(({ name }) => name !== 'error')
  return others.find((port) => !type || (end.side === 'out' ? fitsType(type, port) : fitsType(port, type)))?.name
}

export const addBesideSelection = (spec: NodeSpec): void => {
  const { scene } = useStage.getState()
  const [name] = useView.getState().nodes
  const box = name === undefined ? undefined : scene.boxes.get(name)
  const out = box?.outs[0]
  const end: PortEnd | undefined = box && out && { node: box.name, port: out.name, side: 'out' }
  const port = end && fittingPort(spec, end)
  const seen = camera.seen()
  const wish = box ? { x: box.x + aside, y: box.y } : { x: seen.x + seen.width / 2 - nodeWidth / 2, y: seen.y + seen.height / 3 }
  addNode(
    spec,
    onGrid(free(scene, { ...wish, width: nodeWidth, height: nodeHeight(1, 1) })),
    end && port !== undefined ? { end, port } : undefined,
  )
  requestAnimationFrame(() => {
    const [added] = useView.getState().nodes
    const made = added === undefined ? undefined : useStage.getState().scene.boxes.get(added)
    if (made) camera.show(made)
  })
}

/** A ghost follows the pointer; let go over the canvas, the node stands where the ghost was. */
export const dragOut = (event: ReactPointerEvent<HTMLElement>, spec: NodeSpec): void => {
  if (event.button !== 0) return
  const from = { x: event.clientX, y: event.clientY }
  const item = event.currentTarget
  let ghost: HTMLElement | undefined
  const move = (now: PointerEvent) => {
    if (!ghost && Math.hypot(now.clientX - from.x, now.clientY - from.y) < start) return
    ghost ??= raise(item)
    ghost.style.transform = `translate(${now.clientX}px, ${now.clientY}px)`
  }
  const end = (now: PointerEvent) => {
    removeEventListener('pointermove', move)
    removeEventListener('pointerup', end)
    removeEventListener('pointercancel', end)
    if (!ghost) return
    ghost.remove()
    if (now.type === 'pointercancel') return
    const canvas = document.querySelector('[data-testid="canvas"]')
    const below = document.elementFromPoint(now.clientX, now.clientY)
    if (!canvas || !below || !canvas.contains(below)) return
    const { left, top } = canvas.getBoundingClientRect()
    const { x, y, zoom } = camera.view()
    const at = { x: (now.clientX - left - x) / zoom - nodeWidth / 2, y: (now.clientY - top - y) / zoom - 20 }
    addNode(spec, onGrid(at))
  }
  addEventListener('pointermove', move)
  addEventListener('pointerup', end)
  addEventListener('pointercancel', end)
}

const raise = (item: HTMLElement): HTMLElement => {
  const ghost = document.createElement('div')
  ghost.className = style.ghost ?? ''
  ghost.append(...[...item.childNodes].map((node) => node.cloneNode(true)))
  document.body.append(ghost)
  return ghost
}
