/** The shapes in which the runtime tells an editor how things are. */
import type { AlarmRecord } from './alarm-record.ts'
import type { Allowed } from './allowed.ts'
import type { ConnectionSpec, NodeSpec } from './catalogue.ts'
import type { FlowDocument } from './document.ts'
import type { EditCommand } from './edit-command.ts'
import type { Fault } from './fault.ts'
import type { Place } from './kinds/connection.ts'
import type { Json } from './type.ts'
import type { Language, Words } from './words.ts'

export type Role = 'viewer' | 'operator' | 'engineer' | 'admin'

export interface Hello {
  readonly protocol: number
  readonly project: string
  readonly user: string
  readonly role: Role
  /** Of the project, the preferred one first. */
  readonly languages: readonly Language[]
  readonly timeZone: string
  readonly versions: { readonly millrace: string; readonly node: string }
  /** Server time, ms: ages are counted by it. */
  readonly now: number
}

export interface Catalogued {
  readonly nodes: readonly NodeSpec[]
  readonly connections: readonly ConnectionSpec[]
}

export interface FlowInfo {
  readonly flow: string
  readonly name: string
  readonly rev: number
  /** The release that runs; none before the first deploy. */
  readonly release?: number
  /** The draft differs from what runs. */
  readonly changed: boolean
  readonly run: 'running' | 'stopped' | 'failed' | 'never-deployed'
  readonly why?: string
  readonly faults: number
}

export interface DraftState {
  readonly flow: string
  readonly rev: number
  readonly document: FlowDocument
  readonly faults: readonly Fault[]
  /** Names of the gestures that can be undone and redone, the next one last. */
  readonly undo: readonly Words[]
  readonly redo: readonly Words[]
  /** What runs now, to colour what is not deployed; null before the first deploy. */
  readonly deployed: FlowDocument | null
}

/** One gesture has been done: the command as rebased, or the inverse that an undo did. */
export interface DraftChanged {
  readonly flow: string
  readonly rev: number
  readonly command: EditCommand
  /** The sender's own id of it; none for undo, redo and changes made on disk. */
  readonly id?: string
  readonly by: string
  readonly undo: readonly Words[]
  readonly redo: readonly Words[]
}

/** `[index into the set's wires, value, quality, time, samples a second, key]`; a value too long to show is cut, bytes are text in hexadecimal. */
export type Tap = readonly [wire: number, value: Json, quality: number, time: number, rate: number, key: string]

export interface Taps {
  readonly flow: string
  readonly set: number
  readonly now: number
  readonly taps: readonly Tap[]
}

export type LinkState = 'up' | 'connecting' | 'down' | 'unused'

export interface NodeState {
  readonly link?: LinkState
  /** The last trouble, in words. */
  readonly trouble?: string
  readonly fired?: number
  readonly errors?: number
  readonly queued?: number
  readonly dropped?: number
  readonly late?: number
}

export interface NodeStates {
  readonly flow: string
  /** Nodes that have something to tell. */
  readonly states: Readonly<Record<string, NodeState>>
}

export interface DebugLine {
  readonly time: number
  readonly node: string
  readonly key: string
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly value: Json
  readonly quality: number
}

export interface Debugged {
  readonly flow: string
  readonly lines: readonly DebugLine[]
  /** Lines that were left out because there were too many. */
  readonly skipped: number
}

export interface DeployDiff {
  readonly flows: readonly {
    readonly flow: string
    readonly rev: number
    readonly deployed: FlowDocument | null
    readonly draft: FlowDocument
    readonly faults: readonly Fault[]
  }[]
  /** Connections whose writes will be disarmed, because what writes to them changed. */
  readonly disarms: readonly string[]
}

export interface Deployed {
  readonly release: number
  readonly flows: readonly string[]
  readonly by: string
  readonly message: string
  readonly tookMs: number
}

export interface Certificate {
  readonly thumbprint: string
  readonly subject: string
  /** ms */
  readonly validTo: number
  readonly trusted: boolean
}

export interface ConnectionInfo {
  readonly name: string
  readonly is: string
  readonly says?: string
  readonly config: Readonly<Record<string, Json>>
  /** Marked as equipment: every write passes the guard. */
  readonly equipment: boolean
  /** Which secrets are there; never what they are. */
  readonly secrets: Readonly<Record<string, boolean>>
  readonly state: LinkState
  /** ms */
  readonly since: number
  /** Why it is down, or one sentence about the peer. */
  readonly about?: string
  readonly certificates?: readonly Certificate[]
  readonly guard?: {
    readonly armed: boolean
    readonly by?: string
    /** ms */
    readonly at?: number
    readonly allow: readonly Allowed[]
    readonly onRestart: 'stay-armed' | 'disarm'
    readonly refused: number
  }
  /** Flows that use it. */
  readonly flows: readonly string[]
}

export type Connections = readonly ConnectionInfo[]

export type PlaceInfo = Place

export interface Alarms {
  readonly flow: string
  readonly alarms: readonly AlarmRecord[]
}

export interface TemplateInfo {
  readonly name: string
  readonly title: Words
  readonly says: Words
}
