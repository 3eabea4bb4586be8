/** Retires keys that were idle by journal time for longer than the flow says, never one that a node still needs. */
import { Flat } from './flat.ts'
import type { Machine } from './machine.ts'

/** Looks ten times within the idle time allowed, at times that do not depend on when the flow was started or restored. */
export const forget = (machine: Machine, before: number, now: number): void => {
  const after = machine.plan.flow.forgetAfter
  if (after === undefined) return
  const step = after / 10
  if (Math.floor(before / step) === Math.floor(now / step)) return
  const { seen } = machine.keys
  let retired = false
  for (let k = 0; k < seen.length; k++) {
    const last = seen[k] as number
    if (last < 0 || now - last < after || isBusy(machine, k)) continue
    machine.clear(k)
    retired = true
  }
  if (retired) machine.admission.retired()
}

const isBusy = (machine: Machine, k: number): boolean => {
  const { nodes } = machine.plan
  for (const node of nodes) {
    const { definition } = node
    if (definition.kind !== 'fold' || !definition.busy) continue
    const states = machine.states(node)
    const own = states instanceof Flat ? states.at(k) : states?.of[k]
    if (own && definition.busy(own as never)) return true
  }
  return machine.calls.waits(k, nodes)
}
