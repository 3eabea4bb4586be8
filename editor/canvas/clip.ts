/** Copy, cut, paste and duplicate of what is selected: through the system's clipboard, as a small flow that people can read. */
import type { Words } from '@millrace/flow/words.ts'
import { act } from '../store/acts.ts'
import { useDraft } from '../store/draft.ts'
import { remove } from '../store/gestures.ts'
import { say, select, useView } from '../store/view.ts'
import { words } from '../text/i18n.ts'
import { camera } from './camera.ts'
import { useStage } from './stage.ts'

const loading = import('@millrace/flow/clip.ts')
let clip: Awaited<typeof loading> | undefined
void loading.then((module) => {
  clip = module
})

const text = ({ copyNodes }: Awaited<typeof loading>): string | undefined => {
  const { draft } = useDraft.getState()
  const { nodes } = useView.getState()
  const { boxes } = useStage.getState().scene
  if (!draft || nodes.size === 0) return undefined
  const places = [...nodes].flatMap((name) => boxes.get(name) ?? []).map(({ name, x, y }): [string, [number, number]] => [name, [x, y]])
  return copyNodes({ ...draft.document, layout: { ...draft.document.layout, ...Object.fromEntries(places) } }, nodes)
}

/** A little beside the old place, or where that is out of sight into the middle of what is seen. What can't be read says why. */
const paste = async (from: string, says?: Words): Promise<void> => {
  const { pasteNodes } = await loading
  const { draft } = useDraft.getState()
  if (!draft) return
  const beside = pasteNodes(draft.document, from)
  if ('faults' in beside) return beside.faults[0] && say(beside.faults[0].says, true)
  const seen = camera.seen()
  const inSight = beside.command.edits.some(
    (edit) =>
      edit.do === 'add-node' &&
      edit.at !== undefined &&
      edit.at[0] > seen.x &&
      edit.at[0] < seen.x + seen.width - 60 &&
      edit.at[1] > seen.y &&
      edit.at[1] < seen.y + seen.height - 60,
  )
  const at = [Math.round(seen.x + seen.width / 3), Math.round(seen.y + seen.height / 3)] as const
  const pasted = inSight ? beside : pasteNodes(draft.document, from, { at })
  if ('command' in pasted && act(says ?? pasted.command.says, pasted.command.edits)) select(pasted.names)
}

export const duplicate = (): void => {
  const count = useView.getState().nodes.size
  void loading.then(async (module) => {
    const held = text(module)
    if (held !== undefined) await paste(held, words('gesture.duplicate', { count }))
  })
}

/** Only where the canvas has the keyboard: text fields keep theirs. */
export const startClipboard = (): void => {
  const onCanvas = () => document.activeElement === document.body || document.activeElement?.closest('[data-testid="canvas"]') !== null
  const take = (event: ClipboardEvent, cut: boolean) => {
    const held = onCanvas() && clip ? text(clip) : undefined
    if (held === undefined) return
    event.clipboardData?.setData('text/plain', held)
    event.preventDefault()
    if (cut) remove()
    else say(words('notice.copied', { count: useView.getState().nodes.size }))
  }
  document.addEventListener('copy', (event) => take(event, false))
  document.addEventListener('cut', (event) => take(event, true))
  document.addEventListener('paste', (event) => {
    const from = onCanvas() ? (event.clipboardData?.getData('text/plain') ?? '') : ''
    if (from.trim() === '') return
    event.preventDefault()
    void paste(from)
  })
}
