/** A node that fires once for each input that arrived: for the first in this tick, for the others right after it. */
import type { PlanNode } from '../plan.ts'
import { call } from './fire.ts'
import type { Frame } from './frame.ts'
import { arrived, wiresOf } from './inputs.ts'

export const oneByOne = (frame: Frame, node: PlanNode, leave: string): string[] => {
  const [first] = node.inputs
  if (!first) return []
  const lines = ['let n, x, q = 0, t = 0']
  for (const input of node.inputs) {
    for (const wire of wiresOf(input)) {
      const w = frame.wire(wire)
      const feed = frame.constant(`feed ${input.slot}`, input.feed)
      const take = `n = ${frame.constant(`input ${input.slot}`, input.name)}; x = v${w}; q = q${w}; t = t${w}`
      lines.push(
        `if (${arrived(frame, node, wire)}) { if (n === undefined) { ${take} } else subTicks.later(${feed}, k, v${w}, q${w}, t${w}) }`,
      )
    }
  }
  const given = { input: first, name: '[n]', v: 'x', q: 'q', t: 't', maybe: false, timeless: false, fixed: false }
  return [...lines, ...call(frame, node, [given], leave)]
}
