/** What a firing gave, on the wires of its outputs; and Bad there where it could not be. */
import type { PlanNode, PlanWire } from '../plan.ts'
import type { Frame } from './frame.ts'
import { keep } from './keep.ts'
import { value } from './source.ts'

export const judges = ({ definition }: PlanNode): boolean => 'judges' in definition && definition.judges === true

/** Puts the properties of `o` on the wires, `q` and `t` with them. */
export const readOutputs = (frame: Frame, node: PlanNode, leave: string): string[] => [
  `if (o === undefined) ${leave}`,
  ...node.outputs.flatMap((wire) => read(frame, node, wire)),
]

const read = (frame: Frame, node: PlanNode, wire: PlanWire): string[] => {
  const w = frame.wire(wire)
  const own = frame.read('o', node, wire.port)
  const { definition } = node
  const plain = !judges(node) && definition.kind !== 'gather'
  const given = definition.userCode ? `checked(${frame.constant(`type ${wire.index}`, wire.type)}, ${own})` : own
  return [
    `let y${w} = ${given}`,
    `if (y${w} !== undefined) {`,
    `a${w} = true; q${w} = ${plain ? 'q' : '0'}; t${w} = t`,
    ...(plain && !definition.userCode
      ? []
      : [
          `if (y${w} instanceof Sample) { q${w} = y${w}.quality | 0; if (y${w}.time === y${w}.time) t${w} = y${w}.time; y${w} = y${w}.value }`,
        ]),
    ...value(wire, w, `y${w}`, `q${w}`),
    '}',
  ]
}

/** After the call: outputs that are Bad, those that have something, the error port. `gone` holds the quality where it is Bad. */
export const settle = (frame: Frame, node: PlanNode, gone: string, late = false): string[] => {
  const { definition, error } = node
  const signals = node.outputs.filter((wire) => !wire.event)
  const heard = error && error.to.length > 0 ? [error] : []
  const bad = signals.map((wire) => frame.wire(wire)).map((w) => `a${w} = true; q${w} = ${gone}; t${w} = t`)
  // A call in a loop may have been answered in this very tick: what came then is kept already.
  const onlyBad = definition.kind === 'spread' || definition.kind === 'call'
  const kept = (wires: readonly PlanWire[]) => wires.flatMap((wire) => ifCame(frame, wire, late && wire !== error))
  if (onlyBad) return [`if (${gone} < -1) {`, ...bad, ...kept(signals), '}', ...kept(heard)]
  return [...(bad.length > 0 ? [`if (${gone} < -1) {`, ...bad, '}'] : []), ...kept(node.outputs), ...kept(heard)]
}

const ifCame = (frame: Frame, wire: PlanWire, late: boolean): string[] => {
  const w = frame.wire(wire)
  const lines = keep(frame, wire)
  const marked = late && wire.lateable ? [`l${w} = late`] : []
  // What is late goes on only where something works in event time.
  const dropped = late && !wire.lateable ? [`if (late) a${w} = false`] : []
  return lines.length + marked.length > 0 ? [...dropped, `if (a${w}) {`, ...marked, ...lines, '}'] : dropped
}
