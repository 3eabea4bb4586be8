/** The canvas without a mouse: arrows walk from node to node, Ctrl moves, Enter edits; with nothing to stand on they pan. */
import { type KeyboardEvent, useCallback } from 'react'
import { moveBy } from '../store/gestures.ts'
import { select, useView } from '../store/view.ts'
import { camera } from './camera.ts'
import { snap } from './geometry.ts'
import { nearest, type Way } from './nearest.ts'
import type { Box } from './scene.ts'
import { type Keys, shortcut, typing } from './shortcuts.ts'
import { useStage } from './stage.ts'
import { tidy } from './tidy.ts'

const ways: Readonly<Record<string, Way>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' }
const unit: Readonly<Record<Way, readonly [number, number]>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] }
const panStep = 80

export const useKeys = () =>
  useCallback((event: KeyboardEvent) => {
    if (typing(event.target) || !handle(event)) return
    event.preventDefault()
    event.stopPropagation()
  }, [])

const handle = (keys: Keys): boolean => {
  const way = ways[keys.key]
  return way ? walk(way, keys) : shortcut(keys) || onNode(keys)
}

const stand = (box: Box): void => {
  useView.setState({ focus: box.name })
  camera.show(box)
}

const walk = (way: Way, { ctrlKey, metaKey, shiftKey }: Keys): boolean => {
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
  if (!next) return true
  select(shiftKey ? [...nodes, next.name] : [next.name])
  stand(next)
  return true
}

const onNode = ({ key, altKey }: Keys): boolean => {
  const { nodes, focus } = useView.getState()
  if (key === 'T' && altKey) {
    void tidy()
    return true
  }
  if (key === 'Home') {
    const [first] = useStage.getState().scene.boxes.values()
    if (!first) return false
    select([first.name])
    stand(first)
    return true
  }
  if (focus === null || (key !== 'Enter' && key !== ' ')) return false
  if (key === ' ') select(nodes.has(focus) ? [...nodes].filter((name) => name !== focus) : [...nodes, focus])
  else {
    if (nodes.size === 0) select([focus])
    requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-form] :is(input, select)')?.focus())
  }
  return true
}
