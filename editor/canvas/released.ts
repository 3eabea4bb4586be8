/** A wire let go: on a port that it doesn't fit it says why and what would help; on empty ground it offers what fits. */

import { applyEdits } from '@millrace/flow/edit.ts'
import type { FinalConnectionState } from '@xyflow/react'
import { judge } from '../check/checked.ts'
import { useDraft } from '../store/draft.ts'
import { connect, connecting, fix } from '../store/gestures.ts'
import { say, useView } from '../store/view.ts'
import { words } from '../text/i18n.ts'
import type { Point } from './geometry.ts'

export const released = (event: MouseEvent | TouchEvent, state: FinalConnectionState, toFlow: (at: Point) => Point): void => {
  if (state.isValid === true || !state.fromHandle?.id || !state.fromNode) return
  const side = state.fromHandle.type === 'source' ? 'out' : 'in'
  const from = { node: state.fromNode.id, port: state.fromHandle.id, side } as const
  const handle = state.toHandle
  if (handle?.id && state.toNode) {
    const to = { node: state.toNode.id, port: handle.id }
    if (handle.type === state.fromHandle.type) say(words(side === 'out' ? 'refused.both-out' : 'refused.both-in'), true)
    else void refuse(side === 'out' ? { source: from, target: to } : { source: to, target: from })
    return
  }
  const at = 'changedTouches' in event ? event.changedTouches[0] : event
  if (!at || !(event.target instanceof Element) || event.target.closest('.react-flow__node')) return
  const place = { x: at.clientX, y: at.clientY }
  useView.setState({ quickAdd: { at: place, place: toFlow(place), from } })
}

type End = { readonly node: string; readonly port: string }

/** The check has the last word: what it finds nothing against is wired after all. */
const refuse = async ({ source, target }: { readonly source: End; readonly target: End }): Promise<void> => {
  const { draft } = useDraft.getState()
  if (!draft) return
  const edits = connecting(source, target)
  const wired = applyEdits(draft.document, { says: words('gesture.connect'), edits: [...edits] })
  if ('refused' in wired) return say(wired.refused.says, true)
  const at = `${target.node}.in.${target.port}`
  const faults = await judge(wired.document, at)
  const fault = faults.find((one) => one.at === at) ?? faults[0]
  if (!fault) {
    connect(source, target)
    return
  }
  const mend = fault.fix
  say(fault.says, true, mend && { says: mend.says, do: () => fix(mend.command, edits) })
}
