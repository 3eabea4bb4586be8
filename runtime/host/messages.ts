/** What a runtime and the child process of a flow say to each other, as structured clones. */
import type { Counters } from '@millrace/engine/engine.ts'
import type { Snapshot } from '@millrace/engine/saved.ts'
import type { Seen } from '@millrace/engine/taps.ts'
import { Sample } from '@millrace/flow'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Effect, Entry } from '@millrace/flow/entry.ts'

export type ToChild =
  | { readonly do: 'begin'; readonly library: string; readonly flow: CheckedFlow; readonly release: string; readonly from?: Snapshot }
  | { readonly do: 'fold'; readonly id: number; readonly entries: readonly Entry[] }
  | { readonly do: 'show'; readonly wires: readonly string[] }
  | { readonly do: 'seen' | 'snapshot'; readonly id: number }

export type FromChild =
  | { readonly done: 'begin' }
  | {
      readonly done: 'fold'
      readonly id: number
      readonly effects: readonly Effect[]
      readonly troubles: readonly string[]
      readonly nextWake?: number
      readonly counters: Counters
    }
  | { readonly done: 'seen'; readonly id: number; readonly seen: readonly Seen[] }
  | { readonly done: 'snapshot'; readonly id: number; readonly snapshot: Snapshot }

/** A sample loses its class on the way: its three fields stand in a marked list. */
const mark = '\u0000sample'

const pack = (value: unknown): unknown => (value instanceof Sample ? [mark, value.value, value.quality, value.time] : value)

const unpack = (value: unknown): unknown =>
  Array.isArray(value) && value[0] === mark ? new Sample(value[1], Number(value[2]), Number(value[3])) : value

const mapPorts = (entry: Entry, change: (value: unknown) => unknown): Entry => {
  const all = (ports: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(Object.entries(ports).map(([name, value]) => [name, change(value)]))
  if (entry.kind === 'emit') return { ...entry, rows: entry.rows.map((row) => ({ ...row, ports: all(row.ports) })) }
  if (entry.kind === 'reply' && entry.ports) return { ...entry, ports: all(entry.ports) }
  return entry
}

export const packEntry = (entry: Entry): Entry => mapPorts(entry, pack)
export const unpackEntry = (entry: Entry): Entry => mapPorts(entry, unpack)
