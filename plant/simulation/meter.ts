/** The three-phase energy meter at the plant's supply: it sees what boilers, line and building draw, and counts it. */
import { type Boiler, boiler, clamp } from './boiler.ts'
import { type Line, line } from './packing.ts'
import { type Random, wander } from './random.ts'
import { baseLoad } from './shift.ts'

/** The counters are uint32 in Wh as in a real meter, and start near their end so that a roll-over is seen in a working day. */
const meter = { rollover: 2 ** 32, start: 4_294_700_000, demandLimit: 160, share: [0.35, 0.33, 0.32] } as const

export type Three = readonly [number, number, number]

export type Meter = {
  voltage: Three // V
  current: Three // A
  power: Three // kW
  powerFactor: number
  frequency: number // Hz
  demand: number // kW, mean over 15 min
  energy: number // Wh, below 2^32
  reactiveEnergy: number // varh, below 2^32
  partialEnergy: number // Wh since the last reset
  temperature: number // °C in the cabinet
  capacitors: boolean
  demandLimit: number // kW
  moods: Three
}

export const newMeter = (energy: number = meter.start): Meter => ({
  ...{ voltage: [230, 230, 230], current: [0, 0, 0], power: [0, 0, 0], powerFactor: 0.9, frequency: 50, demand: 90 },
  ...{ energy: energy % meter.rollover, reactiveEnergy: 0, partialEnergy: 0, temperature: 31, capacitors: true },
  ...{ demandLimit: meter.demandLimit, moods: [0, 0, 0] },
})

/** kW that run, by what causes them. */
export function load(time: number, boilers: readonly Boiler[], packing: Line): { motors: number; rest: number } {
  const fans = boilers.reduce((sum, one) => sum + (one.burner === 'off' ? 0.4 : 3 + 8 * one.fire), 0)
  const pumps = boilers.reduce((sum, one) => sum + (7.5 * one.shown.feedWaterFlow) / (2 * boiler.ratedSteam), 0)
  const drives = (packing.state === 'Stopped' ? 2 : 9) + 38 * (packing.speed / line.speed)
  return { motors: fans + pumps + drives, rest: baseLoad(time) }
}

/** `dt` in s; a stuck meter shows and counts nothing new. */
export function stepMeter(last: Meter, drawn: { motors: number; rest: number }, dt: number, draw: Random, stuck: boolean): Meter {
  const moods: Three = [wander(last.moods[0], dt, 40, draw), wander(last.moods[1], dt, 25, draw), wander(last.moods[2], dt, 60, draw)]
  if (stuck) return { ...last, moods }
  const total = drawn.motors + drawn.rest
  const natural = 0.97 - (0.16 * drawn.motors) / total
  const powerFactor = last.capacitors ? Math.min(0.995, natural + 0.09) : natural
  const tilt = 0.01 * moods[2]
  const power = perPhase((phase) => total * (meter.share[phase] + (phase === 0 ? tilt : phase === 1 ? -tilt : 0)))
  const voltage = perPhase((phase) => 231 + 0.8 * moods[phase] - power[phase] * 0.03)
  const wh = (total * dt) / 3.6
  const reactive = wh * Math.sqrt(1 / powerFactor ** 2 - 1)
  return {
    ...last,
    voltage,
    power,
    powerFactor,
    moods,
    current: perPhase((phase) => (power[phase] * 1000) / (voltage[phase] * powerFactor)),
    frequency: clamp(50 + 0.015 * moods[1], 49.9, 50.1),
    demand: total + (last.demand - total) * Math.exp(-dt / 900),
    energy: (last.energy + wh) % meter.rollover,
    reactiveEnergy: (last.reactiveEnergy + reactive) % meter.rollover,
    partialEnergy: (last.partialEnergy + wh) % meter.rollover,
    temperature: 24 + 0.06 * total + moods[0] * 0.2,
  }
}

const perPhase = (of: (phase: 0 | 1 | 2) => number): Three => [of(0), of(1), of(2)]
