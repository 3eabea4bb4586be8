/** Writes live values into the labels that are mounted: once a frame at most, and the ages once a second. */
import { severity } from '@millrace/flow/quality.ts'
import i18next from 'i18next'
import { serverNow } from '../store/session.ts'
import { ageText, valueText } from './format.ts'
import { hearValues, liveOf } from './values.ts'

interface Label {
  readonly port: string
  readonly unit: string | undefined
  readonly element: HTMLElement
}

/** Older than this is greyed: the eye should not take it for now. */
const staleMs = 30_000
const shapes = ['', '?', '✕'] as const
const names = ['good', 'uncertain', 'bad'] as const

const labels = new Map<string, Set<Label>>()
let dirty = new Set<string>()
let frame = 0
let ticking: ReturnType<typeof setInterval> | undefined

/** The element's three children are the value, the sign of its quality and its age. */
export const mountLabel = (label: Label): (() => void) => {
  const held = labels.get(label.port) ?? new Set()
  labels.set(label.port, held.add(label))
  paint(label)
  ticking ??= setInterval(() => mark([...labels.keys()]), 1_000)
  return () => {
    held.delete(label)
    if (held.size === 0) labels.delete(label.port)
    if (labels.size === 0) {
      clearInterval(ticking)
      ticking = undefined
    }
  }
}

const mark = (ports: Iterable<string>): void => {
  for (const port of ports) if (labels.has(port)) dirty.add(port)
  if (dirty.size > 0 && frame === 0) frame = requestAnimationFrame(paintAll)
}

hearValues((port) => mark([port]))

const paintAll = (): void => {
  frame = 0
  const now = dirty
  dirty = new Set()
  for (const port of now) for (const label of labels.get(port) ?? []) paint(label)
}

const paint = ({ element, port, unit }: Label): void => {
  const live = liveOf(port)
  const [value, sign, age] = element.children
  if (!value || !sign || !age) return
  if (!live) {
    put(element, 'data-quality', 'none')
    write(value, '')
    write(sign, '')
    write(age, '')
    return
  }
  const how = Math.min(2, severity(live.quality))
  const old = serverNow() - live.time
  put(element, 'data-quality', names[how] ?? 'bad')
  put(element, 'data-stale', old > staleMs ? 'yes' : 'no')
  write(value, valueText(how === 2 ? live.good : live.value, unit))
  write(sign, shapes[how] ?? '')
  write(age, ageText(old, i18next.language === 'zh' ? 'zh' : 'en'))
}

const write = (element: Element, text: string): void => {
  if (element.textContent !== text) element.textContent = text
}

const put = (element: Element, name: string, value: string): void => {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value)
}
