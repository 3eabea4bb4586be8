/** A node that works across keys: a child's sample marks its ancestor, whose own tick, after the last row, works it out. */
import type { PlanNode } from '../plan.ts'
import type { Frame } from './frame.ts'
import { firing, takeOver } from './inputs.ts'
import { readOutputs, settle } from './outputs.ts'

export const gather = (frame: Frame, node: PlanNode, leave: string): string[] => {
  const name = frame.node(node)
  const came = firing(frame, node)
  // What its input holds is read at other keys than the one that is run.
  for (const { from, feed } of node.inputs) for (const wire of [from, feed]) if (wire?.held) frame.hold(wire)
  const { error } = node
  const heard = error && error.to.length > 0 ? frame.wire(error) : undefined
  return [
    ...takeOver(frame, node),
    ...(came ? [`if (${came}) gathers.mark(${name}, k)`] : []),
    'if (R.coarse) {',
    `const o = gathers.at(${name}, k), t = gathers.time, q = gathers.failed`,
    ...(heard === undefined ? [] : [`if (q < -1) { a${heard} = true; v${heard} = failures.record; q${heard} = 0; t${heard} = t }`]),
    'if (q === 0) {',
    ...readOutputs(frame, node, leave),
    '}',
    ...settle(frame, node, 'q'),
    '}',
  ]
}
