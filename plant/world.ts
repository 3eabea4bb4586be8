/** Lets the simulation run with the clock on the wall, at any speed, and keeps who listens and what is broken. */
import { type Factory, newFactory, step } from './simulation/factory.ts'
import type { Fault } from './simulation/faults.ts'
import { streams } from './simulation/random.ts'

const stepSeconds = 0.25

export type World = {
  state(): Factory
  faults(): ReadonlySet<Fault>
  /** An operator acts: replaces the state between two steps. */
  change(to: Factory): void
  fault(name: Fault, on: boolean): void
  /** Called after every round of steps (four a second) and every change of a fault, until the returned function is called. */
  listen(listener: () => void): () => void
  stop(): void
}

/** Plant seconds after the start; without `until` the fault stays. */
export type Planned = { fault: Fault; at: number; until?: number }

/** `speed` is plant seconds per second; `energy` is the meter's first reading in Wh. */
export function newWorld(options: { seed: number; speed: number; planned?: readonly Planned[]; energy?: number }): World {
  const rng = streams(options.seed)
  const faults = new Set<Fault>()
  const listeners = new Set<() => void>()
  const edges = (options.planned ?? [])
    .flatMap(({ fault, at, until }) => [{ fault, at, on: true }, ...(until === undefined ? [] : [{ fault, at: until, on: false }])])
    .sort((a, b) => a.at - b.at)
  let state = newFactory(undefined, options.energy)
  let steps = 0
  let owed = 0
  let looked = performance.now()

  const tell = () => {
    for (const listener of listeners) listener()
  }
  const put = (name: Fault, on: boolean) => {
    if (on) faults.add(name)
    else faults.delete(name)
  }
  const advance = () => {
    const now = performance.now()
    // A process that was held up (a laptop that slept) takes five seconds of it and forgets the rest.
    owed += (Math.min(5000, now - looked) / 1000) * options.speed
    looked = now
    for (; owed >= stepSeconds; owed -= stepSeconds) {
      for (let edge = edges[0]; edge && edge.at <= steps * stepSeconds; edge = edges[0]) {
        put(edge.fault, edge.on)
        edges.shift()
      }
      state = step(state, stepSeconds, rng, faults)
      steps++
    }
    tell()
  }
  const timer = setInterval(advance, stepSeconds * 1000)

  return {
    state: () => state,
    faults: () => faults,
    change(to) {
      state = to
    },
    fault(name, on) {
      put(name, on)
      tell()
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    stop: () => clearInterval(timer),
  }
}
