/** The packing line: states as PackML (ISA-TR88.00.02) names them, packs counted one by one, micro-stops as a real line has them. */
import { clamp, follow } from './boiler.ts'
import type { Random } from './random.ts'

export const line = {
  speed: 120, // packs/min
  speedRange: [30, 150],
  rejects: 0.015,
  microStopEvery: 240, // s of running between two, on average
  microStop: [5, 30], // s
  holdEvery: 5400,
  hold: [90, 420],
} as const

export type LineState = 'Starting' | 'Execute' | 'Suspended' | 'Held' | 'Stopping' | 'Stopped' | 'Aborted'

export type LineFaults = { jam: boolean; rejects: boolean }

export type Line = {
  state: LineState
  reason: '' | 'microStop' | 'breakdown' | 'jam' | 'operator'
  since: number // s on the plant's clock
  until: number
  run: boolean // what the operator asked for
  setSpeed: number
  speed: number // packs/min
  travelled: number // part of the next pack, 0–1
  good: number
  reject: number
  microStops: number
}

export const newLine = (time: number): Line => ({
  ...{ state: 'Starting', reason: '', since: time, until: time + 4, run: true, setSpeed: line.speed, speed: 0 },
  ...{ travelled: 0, good: 0, reject: 0, microStops: 0 },
})

/** Which state follows, and what it asks of the motor. `time` and `dt` in s. */
export function stepLine(last: Line, time: number, dt: number, draw: Random, faults: LineFaults): Line {
  const chance = draw()
  const length = draw()
  const next = move(last, time, dt, chance, length, faults)
  const asked = next.state === 'Execute' ? next.setSpeed : next.state === 'Starting' ? next.setSpeed / 2 : 0
  const speed = follow(last.speed, asked, dt, next.state === 'Aborted' ? 0.3 : 1.2)
  return count({ ...next, speed: speed < 0.05 && asked === 0 ? 0 : speed }, dt, draw, faults.rejects ? 0.2 : line.rejects)
}

function move(last: Line, time: number, dt: number, chance: number, length: number, faults: LineFaults): Line {
  const to = (state: LineState, reason: Line['reason'], seconds: number): Line => ({
    ...last,
    state,
    reason,
    since: time,
    until: time + seconds,
  })
  const due = time >= last.until
  if (faults.jam) return last.state === 'Aborted' ? last : to('Aborted', 'jam', 0)
  switch (last.state) {
    case 'Aborted':
      return to('Stopped', '', 3)
    case 'Stopped':
      return last.run && due ? to('Starting', '', 4) : last
    case 'Stopping':
      return due ? to('Stopped', 'operator', 0) : last
    default:
  }
  if (!last.run) return to('Stopping', 'operator', 4)
  if (last.state !== 'Execute') return due ? to('Execute', '', 0) : last
  if (chance < dt / line.holdEvery) return to('Held', 'breakdown', between(line.hold, length))
  if (chance > 1 - dt / line.microStopEvery)
    return { ...to('Suspended', 'microStop', between(line.microStop, length)), microStops: last.microStops + 1 }
  return last
}

function count(now: Line, dt: number, draw: Random, rejects: number): Line {
  const travelled = now.travelled + (now.speed / 60) * dt
  const packs = Math.floor(travelled)
  let reject = 0
  for (let pack = 0; pack < packs; pack++) if (draw() < rejects) reject++
  return { ...now, travelled: travelled - packs, good: now.good + packs - reject, reject: now.reject + reject }
}

const between = ([low, high]: readonly [number, number], part: number): number => low + clamp(part, 0, 1) * (high - low)
