/** A wire let go: on a port that it doesn't fit it says why and what would help; on empty ground it offers what fits. */

import { applyEdits } from '@millrace/flow/edit.ts'
import type { FinalConnectionState } from '@xyflow/react'
import { judge } from '../check/checked.ts'
import { useDraft } from '../store/draft.ts'
import { connect, connecting, fix } from '../store/gestures.ts'
import { type PortEnd, say, useView } from '../store/view.ts'
import { words } from '../text/i18n.ts'
import type { Point } from './geometry.ts'
import { useStage } from './stage.ts'

type Fits = (to: PortEnd) => boolean

export const released = (event: MouseEvent | TouchEvent, state: FinalConnectionState, toFlow: (at: Point) => Point, fits: Fits): void => {
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
  if (!at || !(event.target instanceof Element)) return
  const onto = event.target.closest<HTMLElement>('.react-flow__node')?.dataset.id
  if (onto !== undefined) {
    const port = firstFitting(onto, side, fits)
    if (port !== undefined && side === 'out') connect(from, { node: onto, port })
    else if (port !== undefined) connect({ node: onto, port }, from)
    return
  }
  const place = { x: at.clientX, y: at.clientY }
  useView.setState({ quickAdd: { at: place, place: toFlow(place), from } })
}

/** On a node's body: its first port that fits, one without a wire before one with. */
const firstFitting = (node: string, side: 'in' | 'out', fits: Fits): string | undefined => {
  const box = useStage.getState().scene.boxes.get(node)
  if (!box) return undefined
  const other = side === 'out' ? 'in' : 'out'
  const fitting = (other === 'in' ? box.ins : box.outs).filter(({ name }) => fits({ node, port: name, side: other }))
  return (fitting.find(({ name }) => other === 'out' || box.node.in?.[name] === undefined) ?? fitting[0])?.name
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
