/** Where late samples go: from a source through maps with one wire to nodes that work in event time, and nowhere else. */
import type { PlanNode } from './plan.ts'

export const markLate = (nodes: readonly PlanNode[]): void => {
  for (const node of nodes.toReversed()) {
    if (!seesLate(node)) continue
    for (const input of node.inputs) if (input.from) input.from.lateable = true
  }
}

/** Does a late sample reach the node? */
export const seesLate = (node: PlanNode): boolean => {
  if ('eventTime' in node.definition && node.definition.eventTime === true) return true
  const wired = node.inputs.filter((input) => input.from !== undefined)
  return node.definition.kind === 'map' && wired.length === 1 && node.outputs.some((wire) => wire.lateable)
}
