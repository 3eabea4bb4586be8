/** Checks documents beside the page's own thread, so that typing and dragging never wait for it. */
import { type Catalogue, type ConnectionSpec, catalogueFrom, type NodeSpec } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import type { Type } from '@millrace/flow/type.ts'

export interface Known {
  readonly nodes: readonly NodeSpec[]
  readonly connections: readonly ConnectionSpec[]
  /** Connection name → kind. */
  readonly kinds: Readonly<Record<string, string>>
}

export type ToWorker = { readonly id: number } & ({ readonly know: Known } | { readonly document: FlowDocument })

export interface FromWorker {
  readonly id: number
  readonly faults: readonly Fault[]
  readonly types: readonly (readonly [port: string, type: Type])[]
}

let catalogue: Catalogue = catalogueFrom([], [])
let kinds: Readonly<Record<string, string>> = {}

const answer = (message: ToWorker): FromWorker => {
  const { id } = message
  if ('know' in message) {
    catalogue = catalogueFrom(message.know.nodes, message.know.connections)
    kinds = message.know.kinds
    return { id, faults: [], types: [] }
  }
  const { faults, ports } = check(message.document, { catalogue, connections: new Map(Object.entries(kinds)) })
  const types = [...ports].flatMap(([node, { in: ins, out }]) => [
    ...ins.map((port) => [`in ${node}.${port.name}`, port.type] as const),
    ...out.map((port) => [`out ${node}.${port.name}`, port.type] as const),
  ])
  // The other flows of the project are the runtime's to know.
  return { id, faults: faults.filter(({ code }) => code !== 'unknown-flow'), types }
}

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => self.postMessage(answer(data)))
