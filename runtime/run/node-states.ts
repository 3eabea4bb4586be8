/** How the nodes of a running flow fare, as the editor shows it: those that have something to tell. */
import type { LinkState, NodeState } from '@millrace/flow/protocol-told.ts'
import type { Attached } from './around.ts'

const links: Readonly<Record<string, LinkState>> = { up: 'up', connecting: 'connecting', down: 'down', idle: 'unused' }

export const nodeStates = (
  nodes: ReadonlyMap<string, Attached>,
  errors: ReadonlyMap<string, { readonly count: number; readonly last: string }>,
): Readonly<Record<string, NodeState>> => {
  const states: Record<string, NodeState> = {}
  for (const [node, attached] of nodes) {
    const status = attached.is.status()
    const link = links[status.state] ?? 'unused'
    const trouble = status.trouble ?? (status.state === 'down' ? status.why?.en : undefined)
    states[node] = { link, ...(trouble !== undefined && { trouble }), ...queue(attached) }
  }
  for (const [node, { count, last }] of errors) states[node] = { ...states[node], errors: count, trouble: last }
  return states
}

const queue = (attached: Attached): NodeState => {
  if (attached.kind === 'source') {
    const { waiting, dropped, taken } = attached.is.stats()
    return { queued: waiting, dropped, fired: taken }
  }
  if (attached.kind === 'sink') {
    const { queued, dropped, sent, why } = attached.is.stats()
    return { queued, dropped, fired: sent, ...(why !== undefined && { trouble: why }) }
  }
  const { waiting, answered, refused } = attached.is.stats()
  return { queued: waiting, fired: answered, errors: refused }
}
