/** A node that is pure with state per key, and may ask to be woken. */

import type { z } from 'zod'
import type { Ports, PortsFor } from '../port.ts'
import type { StateOf, StateSpec } from '../state.ts'
import type { At } from './at.ts'
import type { Base, Config, Inputs, Outputs, Wired } from './base.ts'

export interface Fold<
  C extends Config = Config,
  I extends Ports = Ports,
  O extends Ports = Ports,
  S extends StateSpec<z.output<C>> = StateSpec<z.output<C>>,
  MI = readonly PortsFor[] | undefined,
  MO = readonly PortsFor[] | undefined,
  J = boolean | undefined,
> extends Base<C>,
    Wired<I, O, MI, MO, J> {
  readonly kind: 'fold'
  readonly state: S
  /** May change `state`, and throws only before it does. */
  fold(config: z.output<C>, inputs: Inputs<I, MI, J>, state: StateOf<S>, at: At): Outputs<O, MO, J> | undefined
  /** Called when the time it asked for has come; `at.time` is the due time. */
  wake?(config: z.output<C>, state: StateOf<S>, at: At): Outputs<O, MO, J> | undefined
  /** What a person may tell it: acknowledge, reset, shelve. `obey` does it. */
  readonly commands?: readonly string[]
  obey?(config: z.output<C>, state: StateOf<S>, order: Order, at: At): Outputs<O, MO, J> | undefined
  /** Is it still needed (an active alarm)? Then its key is not forgotten. */
  busy?(state: StateOf<S>): boolean
}

/** An operator's command as it stands in the journal. */
export interface Order {
  readonly command: string
  readonly args: { readonly duration?: number; readonly oneShot?: boolean; readonly text?: string }
  readonly by: string
  readonly why?: string
}

export const fold = <
  C extends Config,
  I extends Ports,
  O extends Ports,
  S extends StateSpec<z.output<C>>,
  const MI extends readonly PortsFor[] | undefined = undefined,
  const MO extends readonly PortsFor[] | undefined = undefined,
  const J extends boolean | undefined = undefined,
>(
  definition: Omit<Fold<C, I, O, S, MI, MO, J>, 'kind'>,
): Fold<C, I, O, S, MI, MO, J> => ({ kind: 'fold', ...definition })
