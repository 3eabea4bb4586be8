/** Runs one node by itself, step by step, with time passing: behind the examples' test, the docs and the editor's "try". */
import { type Definition, isBad, type Json, Quality, Refusal, Sample } from '@millrace/flow'
import { specOf } from '@millrace/flow/catalogue.ts'
import { readDuration } from '@millrace/flow/duration.ts'
import type { Step } from '@millrace/flow/kinds/base.ts'
import { portsOf } from '@millrace/flow/ports.ts'
import { allBad, type Came, type Named, type Runner, type Values } from './came.ts'
import { firing } from './firing.ts'
import { gathering } from './gathering.ts'

export interface Trial {
  step(input: Step[0], after?: string): Came
}

/** Throws where the config is wrong, or where the node reaches outside. The journal's clock begins at 0. */
export const trialOf = (definition: Definition, written: Values): Trial => {
  const config: Values = definition.config.parse(written)
  const ports = portsOf(specOf('tried/tried', definition), written as Readonly<Record<string, Json>>)
  const ins = new Map(ports.in.map((port) => [port.name, port]))
  const outs = new Map(ports.out.filter(({ name }) => name !== 'error').map((port) => [port.name, port]))
  const runner = runnerOf(definition, config, ins, outs)
  let now = 0
  return {
    step(input, after) {
      now += after === undefined ? 0 : (readDuration(after) ?? Number.NaN)
      try {
        const passed = runner.pass?.(now) ?? []
        if (input === null) return { outputs: new Map(passed) }
        const came = typeof input === 'string' ? { outputs: runner.obey?.(input, now) ?? [] } : runner.take(samplesFrom(input, now), now)
        return { ...came, outputs: new Map([...passed, ...came.outputs]) }
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        return { outputs: typeof input === 'string' ? new Map() : allBad(outs, Quality.Bad, now), refused: error }
      }
    },
  }
}

const runnerOf = (definition: Definition, config: Values, ins: Named, outs: Named): Runner => {
  switch (definition.kind) {
    case 'source':
    case 'call':
      throw new Error('a node that reaches outside can only be tried in a flow')
    case 'gather':
      return gathering(definition, config, outs)
    case 'register': {
      let held = new Sample(definition.initial(config), Quality.Good, Number.NaN)
      return {
        take(arrived, now) {
          const came = new Map(Object.keys(definition.out).map((name) => [name, new Sample(held.value, held.quality, now)]))
          for (const sample of arrived.values()) if (!isBad(sample.quality)) held = sample
          return { outputs: came }
        },
      }
    }
    default:
      return firing(definition, config, ins, outs)
  }
}

const samplesFrom = (input: Values, now: number) => new Map(Object.entries(input).map(([name, value]) => [name, sampleFrom(value, now)]))

/** `{ value, quality }` is a sample; anything else a Good value. */
export const sampleFrom = (written: unknown, now: number): Sample => {
  if (typeof written !== 'object' || written === null || !('quality' in written) || typeof written.quality !== 'number')
    return new Sample(written, Quality.Good, now)
  const time = 'time' in written && typeof written.time === 'number' ? written.time : now
  return new Sample('value' in written ? written.value : undefined, written.quality, time)
}
