/** The canvas without a mouse: arrows walk from node to node, Ctrl moves, Enter edits; with nothing to stand on they pan. */
import { type KeyboardEvent, useCallback } from 'react'
import { redo, undo } from '../store/acts.ts'
import { moveBy, remove } from '../store/gestures.ts'
import { select, useView } from '../store/view.ts'
import { camera } from './camera.ts'
import { duplicate } from './clip.ts'
import { snap } from './geometry.ts'
import { nearest, type Way } from './nearest.ts'
import { useStage } from './stage.ts'
import { tidy } from './tidy.ts'

const ways: Readonly<Record<string, Way>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }
const unit: Readonly<Record<Way, readonly [number, number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }
const panStep = 80

export const useKeys = () =>
  useCallback((event: KeyboardEvent) => {
    if (
      event.target instanceof Element &&
      event.target.closest('input, textarea, select, [contenteditable="true"], dialog, [role="dialog"]')
    )
      return
    if (handle(event)) {
      event.preventDefault()
      event.stopPropagation()
    }
  }, [])

const handle = (event: KeyboardEvent): boolean => {
  const way = ways[event.key]
  if (way) return walk(way, event)
  const ctrl = event.ctrlKey || event.metaKey
  return ctrl ? withCtrl(event) : alone(event)
}

const walk = (way: Way, { ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean => {
  const { nodes, focus } = useView.getState()
  const [dx, dy] = unit[way]
  const { scene } = useStage.getState()
  if (ctrlKey || metaKey) {
    const far = shiftKey ? 5 * snap : snap
    return nodes.size > 0 && moveBy(nodes, { x: dx * far, y: dy * far })
  }
  const at = focus === null ? undefined : scene.boxes.get(focus)
  if (!at || nodes.size === 0) {
    camera.pan(-dx * panStep, -dy * panStep)
    return true
  }
  const next = nearest(scene, at, way)
  if (next) {
    select(shiftKey ? [...nodes, next.name] : [next.name])
    useView.setState({ focus: next.name })
    camera.show(next)
  }
  return true
}

const withCtrl = (event: KeyboardEvent): boolean => {
  const key = event.key.toLowerCase()
  const { scene } = useStage.getState()
  if (key === 'z') void (event.shiftKey ? redo() : undo())
  else if (key === 'y') void redo()
  else if (key === 'a') select(scene.boxes.keys())
  else if (key === 'd') duplicate()
  else if (key === '0') camera.zoom(1)
  else if (key === '1') camera.fit(scene.bounds)
  else if (key === '=' || key === '+') camera.zoom(camera.view().zoom * 1.25)
  else if (key === '-') camera.zoom(camera.view().zoom / 1.25)
  else if (key === 'backspace') remove(true)
  else return false
  return true
}

const alone = (event: KeyboardEvent): boolean => {
  const { scene } = useStage.getState()
  const { nodes, focus } = useView.getState()
  switch (event.key) {
    case 'Delete':
    case 'Backspace':
      remove(event.altKey)
      return true
    case 'Escape':
      select([])
      useView.setState({ quickAdd: null, notice: null })
      return true
    case 'Enter':
      if (focus !== null && nodes.size === 0) select([focus])
      requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-form] input, [data-form] select, [data-form] button')?.focus())
      return focus !== null
    case 'T':
      if (event.altKey) void tidy()
      return event.altKey
    case ' ':
      if (focus === null) return false
      select(nodes.has(focus) ? [...nodes].filter((name) => name !== focus) : [...nodes, focus])
      return true
    case 'Home': {
      const [first] = scene.boxes.values()
      if (!first) return false
      select([first.name])
      useView.setState({ focus: first.name })
      camera.show(first)
      return true
    }
    default:
      return false
  }
}
