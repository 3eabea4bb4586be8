/** What every node definition has, whatever its kind. */
import type { z } from 'zod'
import type { Ports, PortsFor, ValuesOf } from '../port.ts'
import type { Sample } from '../sample.ts'
import type { Words } from '../words.ts'

export type Config = z.ZodObject

/**
 * `[input, output]`, or `[input, output, '10 s']`: that long after the step before. A null input lets time pass, a text is a command (`acknowledge`);
 * a null output expects none. What an example doesn't name, outputs and fields of records alike, is not looked at. `{ value, quality }` stands for a
 * sample that is not Good, `{ refused: code }` for a Refusal. A gather's input is a value by child key; a spread's output is the list of its parts.
 */
export type Step = readonly [
  input: Readonly<Record<string, unknown>> | string | null,
  output: Readonly<Record<string, unknown>> | readonly Part[] | null,
  after?: string,
]

interface Part {
  readonly key?: string
  readonly out: Readonly<Record<string, unknown>>
}

/** `[title, config, ...steps]`: at once documentation and test. */
export type Example = readonly [title: Words, config: Readonly<Record<string, unknown>>, ...steps: readonly Step[]]

export interface Base<C extends Config> {
  readonly title: Words
  readonly doc: Words
  /** Of the config and the state; `migrate` brings both up from older ones. */
  readonly version: number
  readonly config: C
  readonly migrate?: Migrate
  readonly examples: readonly Example[]
  /** Its behaviour is the text of its config field `code`, written by a user: the flow runs in a child process. */
  readonly userCode?: boolean
  /** Its worth is not yet proved against a stack nobody here wrote. */
  readonly experimental?: boolean
}

export interface Migrate {
  config?(config: unknown, from: number): unknown
  state?(state: unknown, from: number): unknown
}

type More<M, V> = M extends readonly PortsFor[] ? { readonly [port: string]: V } : unknown

/** What a behaviour gets: plain values, or samples where it judges quality. */
export type Inputs<I extends Ports, MI, J> = J extends true
  ? { readonly [N in keyof I]: Sample<ValuesOf<I>[N]> | (I[N] extends { readonly optional: true } ? undefined : never) } & More<
      MI,
      Sample | undefined
    >
  : ValuesOf<I> & More<MI, unknown>

/** What it gives: the outputs it leaves out stay silent. A node that judges quality may give samples. A number that is not finite leaves as Bad. */
export type Outputs<O extends Ports, MO, J> = {
  readonly [N in keyof O]?: (J extends true ? Sample<ValuesOf<O>[N] | undefined> | ValuesOf<O>[N] : ValuesOf<O>[N]) | undefined
} & More<MO, unknown>

export interface Wired<I extends Ports, O extends Ports, MI, MO, J> {
  readonly in: I
  readonly out: O
  /** Inputs and outputs that follow from the config. */
  readonly moreIn?: MI
  readonly moreOut?: MO
  /** It gets samples, Bad ones too, and says itself what quality its outputs have. */
  readonly judges?: J
  /** Late samples reach it: it works by source time. */
  readonly eventTime?: boolean
}

/** A refusal that the person at the screen understands: throw it from a behaviour; the firing's outputs turn Bad and its error port speaks. */
export class Refusal extends Error {
  readonly code: string
  readonly says: Words

  constructor(code: string, says: Words, options?: ErrorOptions) {
    super(says.en, options)
    this.name = 'Refusal'
    this.code = code
    this.says = says
  }
}
