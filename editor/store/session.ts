/** What the runtime has told about everything but the open document. */
import { type Catalogue, catalogueFrom } from '@millrace/flow/catalogue.ts'
import type { Alarms, ConnectionInfo, DebugLine, FlowInfo, Hello, NodeState } from '@millrace/flow/protocol-told.ts'
import { create } from 'zustand'

export interface Session {
  readonly online: boolean
  /** There has been a line at all. */
  readonly met: boolean
  readonly hello?: Hello
  /** Server time minus ours, ms. */
  readonly ahead: number
  readonly catalogue: Catalogue
  readonly flows: readonly FlowInfo[]
  readonly connections: readonly ConnectionInfo[]
  readonly alarms: Readonly<Record<string, Alarms['alarms']>>
  /** Of the open flow. */
  readonly states: Readonly<Record<string, NodeState>>
  readonly debug: readonly DebugLine[]
  readonly debugSkipped: number
}

export const useSession = create<Session>(() => ({
  online: false,
  met: false,
  ahead: 0,
  catalogue: catalogueFrom([], []),
  flows: [],
  connections: [],
  alarms: {},
  states: {},
  debug: [],
  debugSkipped: 0,
}))

const mostLines = 1_000

export const addDebug = (lines: readonly DebugLine[], skipped: number): void =>
  useSession.setState(({ debug, debugSkipped }) => ({
    debug: [...debug, ...lines].slice(-mostLines),
    debugSkipped: debugSkipped + skipped,
  }))

export const clearDebug = (): void => useSession.setState({ debug: [], debugSkipped: 0 })

/** The runtime's clock, ms. */
export const serverNow = (): number => Date.now() + useSession.getState().ahead
