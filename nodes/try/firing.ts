/** Tries a map, a fold, a spread or a sink: inputs are held, a firing waits for all that are required. */
import { type Definition, isBad, Quality, Sample } from '@millrace/flow'
import type { At } from '@millrace/flow/kinds/at.ts'
import { allBad, type Came, judges, type Named, newest, type Runner, type Samples, settled, type Values, worstOf } from './came.ts'
import { stateOf } from './state.ts'

type Firing = Extract<Definition, { kind: 'map' | 'fold' | 'spread' | 'sink' }>

const none: Samples = new Map()

export const firing = (definition: Firing, config: Values, ins: Named, outs: Named): Runner => {
  const held = new Map<string, Sample>()
  const state = definition.kind === 'fold' ? stateOf(definition.state, config) : {}
  let due: number | null = null

  const present = (arrived: Samples, now: number): Samples => {
    const samples = new Map<string, Sample>()
    for (const [name, port] of ins) {
      const sample = (port.event ? arrived : held).get(name)
      if (sample) samples.set(name, sample)
      else if (port.initial !== undefined) samples.set(name, new Sample(port.initial, Quality.Good, now))
    }
    return samples
  }

  const about = (arrived: Samples, samples: Samples, now: number): At => ({
    now,
    time: newest(arrived.values(), now),
    key: '',
    quality: worstOf(samples.values()),
    arrived: (input) => arrived.has(input),
    wake: (time) => {
      due = time
    },
  })

  const call = (samples: Samples, at: At): Came => {
    const given = Object.fromEntries([...samples].map(([name, sample]) => [name, judges(definition) ? sample : sample.value])) as never
    if (definition.kind === 'map') return { outputs: settled(definition, outs, definition.map(config, given, at), at) }
    if (definition.kind === 'fold') return { outputs: settled(definition, outs, definition.fold(config, given, state as never, at), at) }
    if (definition.kind === 'sink') {
      const writes = definition.writes?.(config, given, at) ?? []
      return { outputs: new Map(writes.map(({ tag, value }) => [tag, new Sample(value, at.quality, at.time)])) }
    }
    const parts = definition.spread(config, given, at)
    return { outputs: new Map(parts.flatMap((part) => [...settled(definition, outs, part.out, at)])), parts }
  }

  const fire = (arrived: Samples, samples: Samples, now: number): Came => {
    for (const [name, port] of ins) if (!port.optional && !samples.has(name)) return { outputs: none }
    const at = about(arrived, samples, now)
    return isBad(at.quality) && !judges(definition) ? { outputs: allBad(outs, at.quality, at.time) } : call(samples, at)
  }

  return {
    take(arrived, now) {
      for (const [name, sample] of arrived) {
        if (!ins.has(name)) throw new Error(`the node has no input ${name}`)
        held.set(name, sample)
      }
      if (definition.kind !== 'map' || !definition.oneByOne) return fire(arrived, present(arrived, now), now)
      const firings = [...arrived].map((one) => fire(new Map([one]), new Map([one]), now))
      return { outputs: new Map(firings.flatMap((came) => [...came.outputs])) }
    },

    pass(until) {
      const came = new Map<string, Sample>()
      while (definition.kind === 'fold' && due !== null && due <= until) {
        const at = about(none, present(none, due), due)
        due = null
        const woken = definition.wake?.(config, state as never, at)
        const bad = woken !== undefined && isBad(at.quality) && !judges(definition)
        for (const [name, sample] of bad ? allBad(outs, at.quality, at.time) : settled(definition, outs, woken, at)) came.set(name, sample)
      }
      return came
    },

    obey(command, now) {
      if (definition.kind !== 'fold' || !definition.commands?.includes(command)) throw new Error(`the node knows no command ${command}`)
      const at = about(none, present(none, now), now)
      return settled(definition, outs, definition.obey?.(config, state as never, { command, args: {}, by: 'operator' }, at), at)
    },
  }
}
