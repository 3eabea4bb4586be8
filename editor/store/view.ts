/** What this person is looking at and doing: nothing of it is in the document. */
import type { Words } from '@millrace/flow/words.ts'
import { create } from 'zustand'
import type { Point } from '../canvas/geometry.ts'

export type Dock = 'problems' | 'debug' | 'alarms' | 'connections' | 'parameters'

/** A port that a wire is being drawn from. */
export interface PortEnd {
  readonly node: string
  readonly port: string
  readonly side: 'in' | 'out'
}

export interface QuickAdd {
  /** Where the list opens, in pixels of the page, and where the node goes, in the flow. */
  readonly at: Point
  readonly place: Point
  /** Only what fits this port, wired on picking. */
  readonly from?: PortEnd
}

export interface Notice {
  readonly says: Words
  readonly grave: boolean
  readonly action?: { readonly says: Words; readonly do: () => void }
}

export type Opened = 'deploy' | 'new-flow' | { readonly connection: string | null; readonly is?: string }

interface View {
  readonly nodes: ReadonlySet<string>
  readonly wires: ReadonlySet<string>
  /** The node that the keyboard stands on. */
  readonly focus: string | null
  readonly dock: Dock | null
  readonly palette: boolean
  readonly inspector: boolean
  readonly live: boolean
  readonly quickAdd: QuickAdd | null
  readonly notice: Notice | null
  readonly opened: Opened | null
  /** The field a problem points at, to be shown in the form. */
  readonly field: string | null
  /** The asset whose values are shown; without it the newest of any. */
  readonly key: string | null
}

const none: ReadonlySet<string> = new Set()

export const useView = create<View>(() => ({
  nodes: none,
  wires: none,
  focus: null,
  dock: null,
  palette: innerWidth > 900,
  inspector: innerWidth > 1100,
  live: true,
  quickAdd: null,
  notice: null,
  opened: null,
  field: null,
  key: null,
}))

export const select = (nodes: Iterable<string>, wires: Iterable<string> = none): void => {
  const held = new Set(nodes)
  const [first] = held
  useView.setState((view) => ({
    nodes: held,
    wires: new Set(wires),
    focus: first !== undefined && (view.focus === null || !held.has(view.focus)) ? first : view.focus,
  }))
}

export const say = (says: Words, grave = false, action?: Notice['action']): void =>
  useView.setState({ notice: { says, grave, ...(action && { action }) } })
