/** A node that works across the keys below an ancestor; it fires there once an entry, after the last row. */

import type { z } from 'zod'
import type { Ports } from '../port.ts'
import type { Sample } from '../sample.ts'
import type { At } from './at.ts'
import type { Base, Config, Outputs } from './base.ts'

export interface Child {
  readonly key: string
  readonly sample: Sample
}

export interface Gather<C extends Config = Config, I extends Ports = Ports, O extends Ports = Ports> extends Base<C> {
  readonly kind: 'gather'
  /** Exactly one input. */
  readonly in: I
  readonly out: O
  /** The ancestor that a child's key counts for, or undefined when it counts for none. */
  to(config: z.output<C>, key: string): string | undefined
  /** `children` in order of their first sample, Bad ones too; the outputs have the worst quality unless they are samples. */
  gather(config: z.output<C>, children: readonly Child[], at: At): Outputs<O, undefined, true> | undefined
}

export const gather = <C extends Config, I extends Ports, O extends Ports>(definition: Omit<Gather<C, I, O>, 'kind'>): Gather<C, I, O> => ({
  kind: 'gather',
  ...definition,
})
