/** What is known to be wrong with the open document, and the type on each of its ports: found in a worker, a moment after each edit. */
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import { same } from '@millrace/flow/same.ts'
import type { Type } from '@millrace/flow/type.ts'
import { create } from 'zustand'
import { type Draft, useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import type { PortEnd } from '../store/view.ts'
import type { FromWorker, ToWorker } from './worker.ts'

interface Checked {
  readonly faults: readonly Fault[]
  readonly byNode: ReadonlyMap<string, readonly Fault[]>
  /** Resolved, by `in node.port` and `out node.port`. */
  readonly types: ReadonlyMap<string, Type>
}

const restMs = 120
const none: readonly Fault[] = []

export const useChecked = create<Checked>(() => ({ faults: none, byNode: new Map(), types: new Map() }))

export const useFaultsOf = (node: string): readonly Fault[] => useChecked((checked) => checked.byNode.get(node) ?? none)

export const typeOf = ({ node, port, side }: PortEnd): Type | undefined => useChecked.getState().types.get(`${side} ${node}.${port}`)

/** The same, followed as it changes. */
export const useTypeOf = ({ node, port, side }: PortEnd): Type | undefined =>
  useChecked((checked) => checked.types.get(`${side} ${node}.${port}`))

/** Which node a fault is about, if any. */
export const nodeOf = (fault: Fault): string => fault.at.split('.')[0]?.split('/')[0] ?? ''

let worker: Worker | undefined
let asked = 0
const waiting = new Map<number, (answer: FromWorker) => void>()

const askWorker = (message: ToWorker): Promise<FromWorker> =>
  new Promise((resolve) => {
    waiting.set(message.id, resolve)
    worker?.postMessage(message)
  })

/** What would be wrong at `at` with this document: so that a refused wire can say why. */
export const judge = async (document: FlowDocument, at: string): Promise<readonly Fault[]> => {
  const { faults } = await askWorker({ id: ++asked, document })
  const known = new Set(useChecked.getState().faults.map((fault) => `${fault.at} ${fault.code}`))
  return faults.filter((fault) => fault.at === at || !known.has(`${fault.at} ${fault.code}`))
}

export const startChecking = (): void => {
  worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  })

  let timer: ReturnType<typeof setTimeout> | undefined
  const soon = () => {
    clearTimeout(timer)
    timer = setTimeout(() => void check(), restMs)
  }
  const know = () => {
    const { catalogue, connections } = useSession.getState()
    const kinds = Object.fromEntries(connections.map(({ name, is }) => [name, is]))
    void askWorker({
      id: ++asked,
      know: { nodes: [...catalogue.nodes.values()], connections: [...catalogue.connections.values()], kinds },
    })
    soon()
  }
  useSession.subscribe((now, before) => {
    if (now.catalogue !== before.catalogue || now.connections !== before.connections) know()
  })
  useDraft.subscribe((now, before) => {
    if (now.draft?.document !== before.draft?.document) soon()
    else if (now.draft && now.draft.faults !== before.draft?.faults) show(now.draft, [])
  })
}

const check = async (): Promise<void> => {
  const { draft } = useDraft.getState()
  if (!draft) return
  const { faults, types } = await askWorker({ id: ++asked, document: draft.document })
  const now = useDraft.getState().draft
  if (now?.document !== draft.document) return
  useChecked.setState(({ types: before }) => ({ types: kept(before, types) }))
  show(now, faults)
}

/** A type that says the same stays the same object, so that what shows it isn't drawn anew. */
const kept = (before: ReadonlyMap<string, Type>, types: FromWorker['types']): ReadonlyMap<string, Type> =>
  new Map(
    types.map(([port, type]) => {
      const held = before.get(port)
      return [port, held && same(held, type) ? held : type]
    }),
  )

/** The runtime knows more; its word holds as soon as it is about what is shown. */
const show = (draft: Draft, own: readonly Fault[]): void => {
  const theirs = draft.faultsOf === draft.rev && draft.pending.length === 0
  if (!theirs && own.length === 0 && draft.faultsOf !== draft.rev) return
  const faults = theirs ? draft.faults : own
  const byNode = new Map<string, Fault[]>()
  for (const fault of faults) {
    const held = byNode.get(nodeOf(fault))
    if (held) held.push(fault)
    else byNode.set(nodeOf(fault), [fault])
  }
  useChecked.setState({ faults, byNode })
}
