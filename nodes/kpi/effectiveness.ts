/**
 * What overall equipment effectiveness is made of (ISO 22400-2): availability = running ÷ planned time, performance = ideal cycle × made ÷
 * running time, quality = good ÷ made, OEE = the product of the three.
 */
import { f64 } from '@millrace/flow'
import type { StateOf } from '@millrace/flow/state.ts'

export const state = {
  running: f64(),
  planned: f64(),
  now: f64(Number.NaN),
  runMs: f64(),
  plannedMs: f64(),
  lastMade: f64(Number.NaN),
  lastGood: f64(Number.NaN),
  made: f64(),
  good: f64(),
}

type State = StateOf<typeof state>

export const count = (state: State, now: number) => {
  const ms = Number.isNaN(state.now) ? 0 : now - state.now
  state.now = now
  if (!state.planned) return
  state.plannedMs += ms
  if (state.running) state.runMs += ms
}

export const clear = (state: State) => {
  state.runMs = state.plannedMs = state.made = state.good = 0
}

export const figures = (idealMs: number, { runMs, plannedMs, made, good }: State) => {
  const availability = runMs / plannedMs
  const performance = (idealMs * made) / runMs
  const quality = good / made
  return { availability, performance, quality, oee: availability * performance * quality, runTime: runMs / 1_000 }
}
