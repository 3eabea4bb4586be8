/** A node that is pure and has no memory. */

import type { z } from 'zod'
import type { Ports, PortsFor } from '../port.ts'
import type { At } from './at.ts'
import type { Base, Config, Inputs, Outputs, Wired } from './base.ts'

export interface Map<
  C extends Config = Config,
  I extends Ports = Ports,
  O extends Ports = Ports,
  MI = readonly PortsFor[] | undefined,
  MO = readonly PortsFor[] | undefined,
  J = boolean | undefined,
> extends Base<C>,
    Wired<I, O, MI, MO, J> {
  readonly kind: 'map'
  /** Fires once for each input that arrived, the first in this tick, the others as sub-ticks; each call sees only that one. */
  readonly oneByOne?: boolean
  map(config: z.output<C>, inputs: Inputs<I, MI, J>, at: At): Outputs<O, MO, J> | undefined
}

export const map = <
  C extends Config,
  I extends Ports,
  O extends Ports,
  const MI extends readonly PortsFor[] | undefined = undefined,
  const MO extends readonly PortsFor[] | undefined = undefined,
  const J extends boolean | undefined = undefined,
>(
  definition: Omit<Map<C, I, O, MI, MO, J>, 'kind'>,
): Map<C, I, O, MI, MO, J> => ({ kind: 'map', ...definition })
