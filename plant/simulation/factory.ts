/** The whole factory as one pure function of its last state: no clock, no chance but what is handed in. */
import { type Boiler, newBoiler, stepBoiler } from './boiler.ts'
import type { Fault } from './faults.ts'
import { load, type Meter, newMeter, stepMeter } from './meter.ts'
import { type Line, newLine, stepLine } from './packing.ts'
import type { Streams } from './random.ts'

export type Factory = { time: number; b1: Boiler; b2: Boiler; line1: Line; meter: Meter }

/** Starts as the early shift does. `time` in s since midnight, `energy` in Wh. */
export function newFactory(time: number = 6 * 3600, energy?: number): Factory {
  return { time, b1: newBoiler(79), b2: newBoiler(77.5), line1: newLine(time), meter: newMeter(energy) }
}

/** `dt` in s, at most a second: the flame and the valve are that quick. */
export function step(last: Factory, dt: number, rng: Streams, faults: ReadonlySet<Fault>): Factory {
  const time = last.time + dt
  const of = (unit: 'b1' | 'b2') => ({
    stuck: faults.has(`${unit}.stuck`),
    drift: faults.has(`${unit}.drift`),
    broken: faults.has(`${unit}.broken`),
    overheating: faults.has(`${unit}.overheating`),
  })
  const b1 = stepBoiler(last.b1, time, dt, rng.b1, of('b1'))
  const b2 = stepBoiler(last.b2, time, dt, rng.b2, of('b2'))
  const line1 = stepLine(last.line1, time, dt, rng.line1, { jam: faults.has('line1.jam'), rejects: faults.has('line1.rejects') })
  const meter = stepMeter(last.meter, load(time, [b1, b2], line1), dt, rng.meter, faults.has('meter.stuck'))
  return { time, b1, b2, line1, meter }
}
