/** A node that brings entries in from outside. */

import type { z } from 'zod'
import type { Ports, PortsFor } from '../port.ts'
import type { Base, Config } from './base.ts'
import type { Open, Outside } from './outside.ts'

export interface Source<C extends Config = Config, O extends Ports = Ports, Client = never> extends Base<C> {
  readonly kind: 'source'
  readonly out: O
  readonly moreOut?: readonly PortsFor[]
  /** The connection kind (`mqtt/connection`) whose client it gets; its config then has the field `connection`. */
  readonly connection?: string
  /** What its wire says of losses: `exactly-once` where emissions have an origin. */
  readonly ingress?: 'exactly-once' | 'at-least-once' | 'at-most-once'
  /** How a full buffer before the journal is met by default: where the peer can wait, `block`. */
  readonly overflow?: Overflow
  /** Starts bringing samples; resolves when it is under way, throws when it can't (the runtime tries again with back-off). */
  open(config: z.output<C>, outside: Outside<Client>): Promise<Open>
}

export type Overflow = 'block' | 'drop-oldest' | 'drop-newest' | 'latest-per-key' | 'spill'

export const source = <C extends Config, O extends Ports, Client = undefined>(
  definition: Omit<Source<C, O, Client>, 'kind'>,
): Source<C, O, Client> => ({ kind: 'source', ...definition })
