/** Where an engine runs: in this process, or in a locked-down child. Both are talked to in one way. */
import type { Counters } from '@millrace/engine/engine.ts'
import type { Snapshot } from '@millrace/engine/saved.ts'
import type { Seen } from '@millrace/engine/taps.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Effect, Entry } from '@millrace/flow/entry.ts'

export interface HostOptions {
  readonly flow: CheckedFlow
  readonly library: Library
  readonly release: string
  /** The state to begin with. */
  readonly from?: Snapshot
  /** Called in order, before the `fold` that made them is over. */
  readonly effect: (effect: Effect) => void
  /** An entry that could not be folded, in words; or what became of the child. */
  readonly trouble: (says: string) => void
}

export interface Host {
  /** Folds entries in order. Without a promise they are folded already. */
  fold(entries: readonly Entry[]): Promise<void> | undefined
  /** When it wants a clock entry, journal time. */
  nextWake(): number | undefined
  counters(): Counters
  /** Which wires (`node.port`) are looked at. */
  show(wires: readonly string[]): void
  seen(): readonly Seen[] | Promise<readonly Seen[]>
  snapshot(): Snapshot | Promise<Snapshot>
  close(): Promise<void> | undefined
}
