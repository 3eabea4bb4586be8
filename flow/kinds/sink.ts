/** A node that carries effects out. One that goes through a connection only says what is to be written where; the runtime writes, behind its guard. */

import type { z } from 'zod'
import type { Ports, PortsFor } from '../port.ts'
import type { Base, Config, Inputs } from './base.ts'
import type { Item, Outcome, Outside, Write } from './outside.ts'

export interface Sink<C extends Config = Config, I extends Ports = Ports, MI = readonly PortsFor[] | undefined> extends Base<C> {
  readonly kind: 'sink'
  readonly in: I
  readonly moreIn?: MI
  readonly connection?: string
  /** It can act on equipment: at most once, with a time to live, under the write guard. */
  readonly command?: boolean
  /** Bad samples are left out. */
  readonly skipBad?: boolean
  /** With a connection: what is to be written, where. Pure. */
  writes?(
    config: z.output<C>,
    inputs: Inputs<I, MI, undefined>,
    about: { readonly key: string; readonly time: number; readonly quality: number },
  ): readonly Write[]
  /** Without a connection: opens what it sends to. */
  open?(config: z.output<C>, outside: Outside): Promise<Sending>
}

export interface Sending {
  /** Resolves when the peer has taken the batch: one outcome an item, in order. */
  send(batch: readonly Item[]): Promise<readonly Outcome[]>
  close(): Promise<void> | void
}

export const sink = <C extends Config, I extends Ports, const MI extends readonly PortsFor[] | undefined = undefined>(
  definition: Omit<Sink<C, I, MI>, 'kind'>,
): Sink<C, I, MI> => ({ kind: 'sink', ...definition })
