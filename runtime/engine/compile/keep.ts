/** What happens to every sample on a wire: it is held, seen by taps, an effect where it is an alarm's, and passed to other functions. */
import { isAfter, type PlanNode, type PlanWire } from '../plan.ts'
import type { Frame } from './frame.ts'

/** `came`: from a slot, where the other functions find it as well. */
export const keep = (frame: Frame, wire: PlanWire, came = false): string[] => {
  const w = frame.wire(wire)
  const told = wire === wire.node.error || wire.index >= frame.machine.plan.wires.length
  return [...hold(frame, wire), ...(told ? [] : look(frame, wire)), ...(came ? [] : pass(frame, wire, w)), ...wakeOthers(frame, wire)]
}

const hold = (frame: Frame, wire: PlanWire): string[] => {
  if (!wire.held) return []
  const w = frame.wire(wire)
  const h = frame.hold(wire)
  const set = `${h}.v[k] = v${w}; ${h}.q[k] = q${w}; ${h}.t[k] = t${w}${wire.aged ? `; ${h}.n[k] = at.now` : ''}`
  return [wire.lateable ? `if (!l${w}) { ${set} }` : set]
}

/** A failure was shown where it happened, but not one that a source brought. */
export const look = (frame: Frame, wire: PlanWire): string[] => {
  const w = frame.wire(wire)
  const slot = frame.slot(wire)
  const { name } = wire.node
  return [
    `if (tap[${slot}] !== 0) taps.see(${slot}, k, v${w}, q${w}, t${w})`,
    ...(wire.effect === 'alarm'
      ? [
          `if (q${w} >= -1) effects.alarm(${frame.constant(`alarm ${name}`, name)}, ${frame.constant(`port ${wire.index}`, wire.port)}, k, v${w}, t${w}, ${frame.constant(`unit ${name}`, unitOf(wire.node))})`,
        ]
      : []),
  ]
}

/** What an alarm's value and limit are in: the unit of the first number that comes in. */
const unitOf = ({ inputs }: PlanNode): string | undefined => {
  const type = inputs.find((input) => input.type.type === 'number')?.type
  return type?.type === 'number' ? type.unit : undefined
}

/** Segments beside its own in which it sets nodes off. */
const others = (frame: Frame, wire: PlanWire): number[] => [
  ...new Set(wire.to.filter((input) => !isAfter(input)).map((input) => input.node.segment)).difference(new Set([frame.segment])),
]

const pass = (frame: Frame, wire: PlanWire, w: number): string[] => {
  if (others(frame, wire).length === 0) return []
  const slot = frame.slot(wire)
  const late = wire.lateable ? `; slots.late[${slot}] = l${w} ? 1 : 0` : ''
  return [
    `${wire.numeric ? 'slotNumber' : 'slotValue'}[${slot}] = v${w}; slotQuality[${slot}] = q${w}; slotTime[${slot}] = t${w}; slotTick[${slot}] = tick${late}`,
  ]
}

const wakeOthers = (frame: Frame, wire: PlanWire): string[] => {
  const segments = others(frame, wire)
  const [only] = segments
  if (only === undefined) return []
  if (segments.length > 1) {
    const list = frame.constant(`others ${wire.index}`, Int32Array.from(segments))
    return [`for (let j = 0; j < ${list}.length; j++) pending[${list}[j] >> 5] |= 1 << (${list}[j] & 31)`]
  }
  return [`pending[${frame.constant(`word ${only}`, only >> 5)}] |= ${frame.constant(`bit ${only}`, 1 << (only & 31))}`]
}
