/** What is done with a wire when the tick is over: registers are written, calls in a loop are fed. */
import type { PlanInput, PlanNode, PlanWire } from '../plan.ts'
import type { Frame } from './frame.ts'

export const after = (frame: Frame, node: PlanNode): string[] => [
  ...[...node.outputs, ...(node.error ? [node.error] : [])].flatMap((wire) => wire.to.flatMap((input) => one(frame, wire, input))),
  ...(node.definition.kind === 'register' ? node.inputs.flatMap((input) => (input.feed ? one(frame, input.feed, input) : [])) : []),
]

const one = (frame: Frame, wire: PlanWire, input: PlanInput): string[] => {
  const { node, back, feed } = input
  const register = node.definition.kind === 'register' ? node.outputs[0] : undefined
  if (!register && !back) return []
  const w = frame.wire(wire)
  const sample = `k, v${w}, q${w}, t${w}`
  const when = `if (a${w}${wire.lateable ? ` && !l${w}` : ''})`
  // Bad ends here, as it does at a register: it would go round for ever.
  if (!register) return [`${when.slice(0, -1)} && q${w} >= -1) subTicks.after(${frame.constant(`feed ${input.slot}`, feed)}, ${sample})`]
  return [`${when} registers.write(${frame.constant(`wire ${register.index}`, register)}, ${frame.register(node)}, ${sample})`]
}
