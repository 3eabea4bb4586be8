/** What a node that reaches outside is given by the runtime: its connection, its way in, and its way to say how it fares. */
import type { Sample } from '../sample.ts'

declare global {
  /** Node and browsers alike have it; the language itself knows neither. */
  interface AbortSignal {
    readonly aborted: boolean
  }
}

/** One row of an emission: its ports arrive together, for one key. A port's value is plain, or a `sample(value, quality, time?)`. */
export interface Row {
  /** Whose it is; '' when left out. */
  readonly key?: string
  /** Source time, ms; the time of the append when left out. */
  readonly time?: number
  readonly ports: Readonly<Record<string, unknown | Sample>>
}

export interface Emission {
  readonly rows: readonly Row[]
  /** What names this emission at its source (an offset, a message id), so that it is taken in once. */
  readonly origin?: string
}

export interface Outside<Client = undefined> {
  /** The open connection that the config names. */
  readonly client: Client
  /** The node's name in its flow. */
  readonly node: string
  /** Hands an emission to the flow; resolves when the flow has taken it: acknowledge to the peer after that. */
  emit(emission: Emission): Promise<void>
  /** Says that the node can't go on as it is: the runtime closes it, and opens it again with back-off. */
  lost(error: Error): void
  /** A trouble that leaves the node open (one tag unknown, one row refused): shown at the node, counted. */
  trouble(message: string): void
  /** Puts what a node was sent into the editor's debug panel; it goes nowhere else. */
  show(items: readonly Item[]): void
  /** Where a path of the config lies on disk: inside the project's `data` folder, never outside it. */
  file(path: string): string
  /** Aborted when the node is closed. */
  readonly signal: AbortSignal
}

export interface Open {
  close(): Promise<void> | void
}

/** Per item: the peer took it, it is worth another try, or it never will be (dead letter). */
export type Outcome = 'taken' | { readonly retry: string } | { readonly refused: string }

export interface Item {
  /** The effect's id: stays the same when it is sent again. */
  readonly id: string
  readonly key: string
  readonly time: number
  readonly quality: number
  readonly in: Readonly<Record<string, unknown>>
}

/** Something to be set at a named place of a connection: a tag, a topic, a table. */
export interface Write {
  readonly tag: string
  readonly value: unknown
  /** What the peer needs besides (a data type, a QoS). */
  readonly options?: Readonly<Record<string, unknown>>
}
