/** A node that makes several ticks out of one, or sends a sample on under another key. */

import type { z } from 'zod'
import type { Ports, PortsFor } from '../port.ts'
import type { At } from './at.ts'
import type { Base, Config, Inputs, Outputs } from './base.ts'

export interface Part<O extends Ports = Ports> {
  /** The key it goes on under; the tick's own when left out. */
  readonly key?: string
  readonly out: Outputs<O, undefined, undefined>
}

export interface Spread<C extends Config = Config, I extends Ports = Ports, O extends Ports = Ports, MI = readonly PortsFor[] | undefined>
  extends Base<C> {
  readonly kind: 'spread'
  readonly in: I
  readonly moreIn?: MI
  readonly out: O
  /** It is called on Bad inputs too (their values undefined); an output it names without a value is Bad. */
  readonly passesBad?: boolean
  /** Each part is a sub-tick, depth first; more than 10,000 are an error of the firing. */
  spread(config: z.output<C>, inputs: Inputs<I, MI, undefined>, at: At): readonly Part<O>[]
}

export const spread = <C extends Config, I extends Ports, O extends Ports, const MI extends readonly PortsFor[] | undefined = undefined>(
  definition: Omit<Spread<C, I, O, MI>, 'kind'>,
): Spread<C, I, O, MI> => ({ kind: 'spread', ...definition })
