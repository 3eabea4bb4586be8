/** Copy, cut, paste and duplicate of what is selected, through the system's clipboard. */
import { act } from '../store/acts.ts'
import { type Copied, copied, pasting, readCopied } from '../store/clipboard.ts'
import { useDraft } from '../store/draft.ts'
import { remove } from '../store/gestures.ts'
import { say, select, useView } from '../store/view.ts'
import { words } from '../text/i18n.ts'
import { camera } from './camera.ts'
import { useStage } from './stage.ts'

const text = (): string | undefined => {
  const { draft } = useDraft.getState()
  const { nodes } = useView.getState()
  const { boxes } = useStage.getState().scene
  if (!draft || nodes.size === 0) return undefined
  return copied(draft.document, nodes, (name) => [boxes.get(name)?.x ?? 0, boxes.get(name)?.y ?? 0])
}

/** Into the middle of what is seen where the old place is out of sight, else a little beside it. */
const paste = (from: Copied, says: Parameters<typeof act>[0]): void => {
  const { draft } = useDraft.getState()
  if (!draft) return
  const places = Object.values(from.layout)
  const [left, top] = [Math.min(...places.map(([x]) => x)), Math.min(...places.map(([, y]) => y))]
  const seen = camera.seen()
  const inSight = left > seen.x && left < seen.x + seen.width - 60 && top > seen.y && top < seen.y + seen.height - 60
  const by = inSight ? ([30, 30] as const) : ([seen.x + seen.width / 3 - left, seen.y + seen.height / 3 - top] as const)
  const { edits, names } = pasting(draft.document, from, [Math.round(by[0]), Math.round(by[1])])
  if (act(says, edits)) select(names)
}

export const duplicate = (): void => {
  const held = readCopied(text() ?? '')
  if (held) paste(held, words('gesture.duplicate', { count: Object.keys(held.nodes).length }))
}

/** Only where the canvas has the keyboard: text fields keep theirs. */
export const startClipboard = (): void => {
  const onCanvas = () => document.activeElement === document.body || document.activeElement?.closest('[data-testid="canvas"]') !== null
  const take = (event: ClipboardEvent, cut: boolean) => {
    const held = onCanvas() ? text() : undefined
    if (held === undefined) return
    event.clipboardData?.setData('text/plain', held)
    event.preventDefault()
    if (cut) remove()
    else say(words('notice.copied', { count: useView.getState().nodes.size }))
  }
  document.addEventListener('copy', (event) => take(event, false))
  document.addEventListener('cut', (event) => take(event, true))
  document.addEventListener('paste', (event) => {
    if (!onCanvas()) return
    const held = readCopied(event.clipboardData?.getData('text/plain') ?? '')
    if (!held) return
    event.preventDefault()
    paste(held, words('gesture.paste', { count: Object.keys(held.nodes).length }))
  })
}
