/** A register per key: read early, written at the end of the tick, never a trigger. It is what may close a loop. */

import type { z } from 'zod'
import type { Ports } from '../port.ts'
import type { Base, Config } from './base.ts'

export interface Register<C extends Config = Config, I extends Ports = Ports, O extends Ports = Ports> extends Base<C> {
  readonly kind: 'register'
  readonly in: I
  readonly out: O
  /** What is read before anything was written. */
  initial(config: z.output<C>): unknown
}

export const register = <C extends Config, I extends Ports, O extends Ports>(
  definition: Omit<Register<C, I, O>, 'kind'>,
): Register<C, I, O> => ({
  kind: 'register',
  ...definition,
})
