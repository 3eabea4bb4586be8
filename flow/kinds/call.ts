/** A node that asks something outside; the reply comes back as an entry. */

import type { z } from 'zod'
import type { Ports, PortsFor, ValuesOf } from '../port.ts'
import type { Base, Config, Inputs, Outputs } from './base.ts'
import type { Outside, Write } from './outside.ts'

export interface Call<
  C extends Config = Config,
  I extends Ports = Ports,
  O extends Ports = Ports,
  Client = never,
  MI = readonly PortsFor[] | undefined,
  MO = readonly PortsFor[] | undefined,
> extends Base<C> {
  readonly kind: 'call'
  readonly in: I
  readonly out: O
  readonly moreIn?: MI
  readonly moreOut?: MO
  readonly connection?: string
  readonly command?: boolean
  /** Asking twice does no harm: it may be asked again after a crash. */
  readonly idempotent?: boolean
  /** Inputs that come back beside the reply, on the output of the same name. */
  readonly carry?: readonly (keyof ValuesOf<I> & string)[]
  /** What the guard has to judge before it is asked, where its connection is equipment. */
  writes?(config: z.output<C>, inputs: Inputs<I, MI, undefined>, about: { readonly key: string }): readonly Write[]
  open(config: z.output<C>, outside: Outside<Client>): Promise<Asking<I, O, MI, MO>>
}

export interface Asking<I extends Ports, O extends Ports, MI, MO> {
  /** Throws where the peer refuses or fails: the outputs turn Bad and the error port says why. */
  ask(
    inputs: Inputs<I, MI, undefined>,
    about: { readonly id: string; readonly key: string; readonly signal: AbortSignal },
  ): Promise<Outputs<O, MO, true>>
  close(): Promise<void> | void
}

export const call = <
  C extends Config,
  I extends Ports,
  O extends Ports,
  Client = undefined,
  const MI extends readonly PortsFor[] | undefined = undefined,
  const MO extends readonly PortsFor[] | undefined = undefined,
>(
  definition: Omit<Call<C, I, O, Client, MI, MO>, 'kind'>,
): Call<C, I, O, Client, MI, MO> => ({ kind: 'call', ...definition })
