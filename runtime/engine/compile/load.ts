/** The locals of every wire that a function mentions, and how they get what came from outside of it. */
import type { PlanWire } from '../plan.ts'
import type { Frame } from './frame.ts'
import { keep } from './keep.ts'

export const load = (frame: Frame): string[] => {
  const lines: string[] = []
  // What is kept may mention further wires.
  for (const wire of frame.wires) lines.push(...one(frame, wire))
  return lines
}

const one = (frame: Frame, wire: PlanWire): string[] => {
  const w = frame.wire(wire)
  const late = wire.lateable ? `, l${w} = false` : ''
  const empty = wire.numeric ? 'NaN' : 'undefined'
  const own = frame.own(wire)
  if (own && !wire.open) return [`let a${w} = false, v${w} = ${empty}, q${w} = 0, t${w} = 0${late}`]
  const slot = frame.slot(wire)
  const lateCame = wire.lateable ? `; l${w} = slots.late[${slot}] !== 0` : ''
  return [
    `let a${w} = slotTick[${slot}] === tick, v${w} = ${empty}, q${w} = 0, t${w} = 0${late}`,
    `if (a${w}) {`,
    `v${w} = ${wire.numeric ? 'slotNumber' : 'slotValue'}[${slot}]; q${w} = slotQuality[${slot}]; t${w} = slotTime[${slot}]${lateCame}`,
    ...(own ? keep(frame, wire, true) : []),
    '}',
  ]
}
