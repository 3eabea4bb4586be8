/** Names that outlive renaming: a flow keeps its uuid, a node its uid, from release to release. */
import { randomUUID } from 'node:crypto'
import type { FlowDocument } from '@millrace/flow/document.ts'

export interface Identified {
  readonly flows: Readonly<Record<string, { readonly uuid: string; readonly nodes: Readonly<Record<string, string>> }>>
}

const own = <V>(map: Readonly<Record<string, V>> | undefined, name: string): V | undefined =>
  map && Object.hasOwn(map, name) ? map[name] : undefined

/** A node has the uid of its name in the release before, else of the name it had (`was`), unless another node has that name now. */
export const identify = (
  flow: string,
  { nodes }: FlowDocument,
  before?: Identified,
): { readonly uuid: string; readonly nodes: Record<string, string> } => {
  const known = own(before?.flows, flow)
  const taken = new Set<string>()
  const uidOf = (name: string, was: string | undefined): string => {
    const old = own(known?.nodes, name) ?? (was !== undefined && !Object.hasOwn(nodes, was) ? own(known?.nodes, was) : undefined)
    const uid = old !== undefined && !taken.has(old) ? old : randomUUID()
    taken.add(uid)
    return uid
  }
  return {
    uuid: known?.uuid ?? randomUUID(),
    nodes: Object.fromEntries(Object.entries(nodes).map(([name, { was }]) => [name, uidOf(name, was)])),
  }
}
