/** The sockets that are open, as everything that tells them something knows them. */
import type { Told, ToldName } from '@millrace/flow/protocol.ts'

/** One socket. */
export interface Line {
  readonly id: string
  tell<N extends ToldName>(name: N, told: Told[N]): void
  /** What was told before has left: there is room for more. */
  clear(): boolean
  /** Told of this flow's changes, states, debug lines; or no longer. */
  follow(flow: string, follows: boolean): void
}

export interface Lines {
  everyone<N extends ToldName>(name: N, told: Told[N]): void
  /** Those that follow the flow. */
  followers<N extends ToldName>(flow: string, name: N, told: Told[N]): void
  /** Flows that anybody follows. */
  followed(): readonly string[]
}
