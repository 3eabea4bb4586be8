/** What comes out of a node tried by itself, under the same rules as in a flow: a number that is not finite is Bad, a Bad sample has no value. */
import { type Definition, isBad, type Json, Quality, type Refusal, Sample, worst } from '@millrace/flow'
import { valueFits } from '@millrace/flow/check/fit.ts'
import type { At } from '@millrace/flow/kinds/at.ts'
import type { Part } from '@millrace/flow/kinds/spread.ts'
import type { Port } from '@millrace/flow/port.ts'

export type Values = Readonly<Record<string, unknown>>
export type Named = ReadonlyMap<string, Port>
export type Samples = ReadonlyMap<string, Sample>

export interface Came {
  /** The last sample on each output; of a register the one read before this step, of a sink each write by its tag. */
  readonly outputs: Samples
  readonly parts?: readonly Part[]
  readonly refused?: Refusal
}

/** How one kind of node is run: `take` what arrived, and for folds let time `pass` and `obey` commands. */
export interface Runner {
  take(arrived: Samples, now: number): Came
  pass?(until: number): Samples
  obey?(command: string, now: number): Samples
}

export const judges = (definition: Definition): boolean => 'judges' in definition && definition.judges === true

export const settled = (definition: Definition, outs: Named, given: object | undefined, at: At): Samples => {
  const came = new Map<string, Sample>()
  for (const [name, value] of Object.entries(given ?? {})) {
    if (value === undefined) continue
    const port = outs.get(name)
    if (!port) throw new Error(`the node has no output ${name}`)
    if (!carries(port, value instanceof Sample ? value.value : value)) throw new Error(`the output ${name} can't carry ${String(value)}`)
    const quality = judges(definition) ? Quality.Good : at.quality
    came.set(name, clean(value instanceof Sample ? value : new Sample(value, quality, at.time), at.time))
  }
  return came
}

/** A number that is not finite is one; bytes and waveforms are not JSON. */
const carries = (port: Port, value: unknown): boolean =>
  value === undefined || port.type === 'bytes' || port.type === 'series' || valueFits(value as Json, port)

const clean = ({ value, quality, time }: Sample, otherwise: number): Sample => {
  const stamp = Number.isNaN(time) ? otherwise : time
  if (isBad(quality)) return new Sample(undefined, quality, stamp)
  const finite = typeof value !== 'number' || Number.isFinite(value)
  return finite ? new Sample(value, quality, stamp) : new Sample(undefined, Quality.BadOutOfRange, stamp)
}

/** Signals turn Bad, events stay silent. */
export const allBad = (outs: Named, quality: number, time: number): Samples =>
  new Map([...outs].filter(([, port]) => !port.event).map(([name]) => [name, new Sample(undefined, quality, time)]))

export const worstOf = (samples: Iterable<Sample>): number => {
  let quality: number = Quality.Good
  for (const sample of samples) quality = worst(quality, sample.quality)
  return quality
}

export const newest = (samples: Iterable<Sample>, now: number): number => {
  let time = Number.NEGATIVE_INFINITY
  for (const sample of samples) time = Math.max(time, sample.time)
  return Number.isFinite(time) ? time : now
}
