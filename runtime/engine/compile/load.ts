/** The locals of every wire that a function mentions, and how they get what came from outside of it. */
import type { PlanWire } from '../plan.ts'
import type { Frame } from './frame.ts'
import { keep } from './keep.ts'

export const load = (frame: Frame): string[] => {
  const wires = frame.wires.toSorted((a, b) => a.index - b.index)
  return [...wires.map((wire) => declare(frame, wire)), ...wires.flatMap((wire) => take(frame, wire))]
}

const fromOutside = (frame: Frame, wire: PlanWire): boolean => wire.open || !frame.own(wire)

const declare = (frame: Frame, wire: PlanWire): string => {
  const w = frame.wire(wire)
  const came = fromOutside(frame, wire) ? `slotTick[${frame.slot(wire)}] === tick` : 'false'
  return `let a${w} = ${came}, v${w} = ${wire.numeric ? 'NaN' : 'undefined'}, q${w} = 0, t${w} = 0${wire.lateable ? `, l${w} = false` : ''}`
}

const take = (frame: Frame, wire: PlanWire): string[] => {
  if (!fromOutside(frame, wire)) return []
  const w = frame.wire(wire)
  const slot = frame.slot(wire)
  const late = wire.lateable ? `; l${w} = slots.late[${slot}] !== 0` : ''
  return [
    `if (a${w}) {`,
    `v${w} = ${wire.numeric ? 'slotNumber' : 'slotValue'}[${slot}]; q${w} = slotQuality[${slot}]; t${w} = slotTime[${slot}]${late}`,
    ...(frame.own(wire) ? keep(frame, wire, true) : []),
    '}',
  ]
}
