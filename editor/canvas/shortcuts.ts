/** Keys that hold wherever the keyboard stands, as long as nothing is being typed. */
import { nextProblem } from '../check/go-to.ts'
import { redo, undo } from '../store/acts.ts'
import { remove } from '../store/gestures.ts'
import { select, useView } from '../store/view.ts'
import { camera } from './camera.ts'
import { duplicate } from './clip.ts'
import { useStage } from './stage.ts'

export type Keys = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>

const step = 1.25

const withCtrl: Readonly<Record<string, (keys: Keys) => void>> = {
  z: ({ shiftKey }) => void (shiftKey ? redo() : undo()),
  y: () => void redo(),
  a: () => select(useStage.getState().scene.boxes.keys()),
  d: ({ shiftKey }) => (shiftKey ? useView.setState({ opened: 'deploy' }) : duplicate()),
  k: () => addInTheMiddle(),
  m: ({ shiftKey }) => {
    if (shiftKey) useView.setState(({ dock }) => ({ dock: dock === 'problems' ? null : 'problems' }))
  },
  '0': () => camera.zoom(1),
  '1': () => camera.fit(useStage.getState().scene.bounds),
  '=': () => camera.zoom(camera.view().zoom * step),
  '+': () => camera.zoom(camera.view().zoom * step),
  '-': () => camera.zoom(camera.view().zoom / step),
  backspace: () => remove(true),
}

const alone: Readonly<Record<string, (keys: Keys) => void>> = {
  F8: nextProblem,
  Delete: ({ altKey }) => remove(altKey),
  Backspace: ({ altKey }) => remove(altKey),
  Escape: () => {
    select([])
    useView.setState({ quickAdd: null, notice: null })
  },
  v: () => useView.setState(({ live }) => ({ live: !live })),
}

export const typing = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, [contenteditable="true"], dialog, [role="dialog"]') !== null

/** Was there something to do? */
export const shortcut = (keys: Keys): boolean => {
  const ctrl = keys.ctrlKey || keys.metaKey
  const does = ctrl ? withCtrl[keys.key.toLowerCase()] : alone[keys.key]
  does?.(keys)
  return does !== undefined
}

export const startShortcuts = (): void =>
  addEventListener('keydown', (event) => {
    if (!event.defaultPrevented && !typing(event.target) && shortcut(event)) event.preventDefault()
  })

const addInTheMiddle = (): void => {
  const seen = camera.seen()
  const { left, top, width, height } = document.querySelector('[data-testid="canvas"]')?.getBoundingClientRect() ?? new DOMRect()
  const place = { x: seen.x + seen.width / 2, y: seen.y + seen.height / 3 }
  useView.setState({ quickAdd: { at: { x: left + width / 2 - 140, y: top + height / 4 }, place } })
}
