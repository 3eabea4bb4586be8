/** A broker, a PLC, a database: a named thing of the project that sources, sinks and calls share. The runtime opens, heals and closes it. */
import type { z } from 'zod'
import type { Words } from '../words.ts'
import type { Config } from './base.ts'
import type { Outcome, Write } from './outside.ts'

export interface Place {
  /** What a config field takes when this place is picked: a node id, a topic, a table. */
  readonly id: string
  readonly name: string
  readonly says?: string
  /** It has places below it. */
  readonly inside: boolean
  readonly type?: string
  readonly unit?: string
  readonly value?: unknown
  readonly writable?: boolean
}

export interface Connecting {
  readonly name: string
  readonly secrets: Readonly<Record<string, string | undefined>>
  /** A folder of its own that outlives restarts (certificates, trust list). */
  readonly folder: string
  /** Where a path of the config lies on disk: inside the project's `data` folder, never outside it. */
  file(path: string): string
  /** Says that the link is gone: the runtime closes the client, turns what hangs on it Bad, and opens it again with back-off and jitter. */
  lost(error: Error): void
  readonly signal: AbortSignal
}

export interface Connection<C extends Config = Config, Client = unknown> {
  readonly kind: 'connection'
  readonly title: Words
  readonly doc: Words
  readonly version: number
  /** Where and how: part of the environment, not of the flow. */
  readonly config: C
  /** Names of the secrets it may use, with what a person calls them. */
  readonly secrets?: { readonly [name: string]: Words }
  /** `always`: every write is under the guard; `optional`: where the project marks it as equipment; `never` otherwise. */
  readonly equipment: 'always' | 'optional' | 'never'
  /** Resolves when the link is up; throws otherwise. It does not try again by itself: the runtime does. */
  open(config: z.output<C>, connecting: Connecting): Promise<Client>
  close(client: Client): Promise<void> | void
  /** The only way to write. One outcome a write, in order. */
  write?(client: Client, writes: readonly (Write & { readonly id: string })[]): Promise<readonly Outcome[]>
  /** What lies below a place ('' is the root). */
  browse?(client: Client, place: string): Promise<readonly Place[]>
  /** One sentence about the peer when the link is good. */
  test?(client: Client): Promise<string>
}

export const connection = <C extends Config, Client>(definition: Omit<Connection<C, Client>, 'kind'>): Connection<C, Client> => ({
  kind: 'connection',
  ...definition,
})
