/**
 * What a high and a low alarm have in common: one limit, hysteresis, delays, acknowledgement (ISA-18.2, states A–D).
 * Active at or beyond the limit, inactive strictly inside limit − hysteresis; in between it stays as it is and a running delay is cancelled.
 */
import { type At, boolean, f64, isBad, number, type Order, Quality, Refusal, type Sample, sample } from '@millrace/flow'
import type { StateOf } from '@millrace/flow/state.ts'
import { type LimitConfig as Config, limitConfig } from './limit-config.ts'
import { transitions } from './port.ts'

/** `turning`: 0, or what a running delay will make of `active`, plus one. */
const state = {
  active: f64(),
  acked: f64(1),
  turning: f64(),
  value: f64(),
  since: f64(),
  conditionSince: f64(),
  raisedAt: f64(),
}

type State = StateOf<typeof state>

export const limitAlarm = (side: 'high' | 'low') => {
  const level = side === 'high' ? 'hi' : 'lo'
  const over = (value: number, limit: number) => (side === 'high' ? value - limit : limit - value)

  const record = ({ limit, priority }: Config, state: State, order?: Order) => ({
    state: state.active ? (state.acked ? 'C' : 'B') : state.acked ? 'A' : 'D',
    active: state.active === 1,
    acked: state.acked === 1,
    level: state.active ? level : null,
    priority,
    value: state.value,
    limit: state.active ? limit : null,
    since: state.since,
    conditionSince: state.conditionSince,
    raisedAt: state.raisedAt,
    ...(order && { by: order.by, ...(order.why !== undefined && { why: order.why }) }),
  })

  const turn = (config: Config, state: State, at: At) => {
    state.active = state.turning - 1
    state.turning = 0
    state.since = at.now
    if (state.active) {
      state.acked = 0
      state.raisedAt = at.now
    }
    return { active: state.active === 1, alarm: record(config, state) }
  }

  return {
    version: 1,
    config: limitConfig,
    in: { value: number({ unitAs: 'u' }) },
    out: { active: boolean(), alarm: transitions() },
    judges: true,
    state,

    fold(config: Config, { value }: { readonly value: Sample<number> }, state: State, at: At) {
      const active = state.active === 1
      const bad = isBad(value.quality)
      const past = bad ? Number.NaN : over(value.value, config.limit)
      const wanted = active ? !(past < -config.hysteresis) : past >= 0
      if (!bad) state.value = value.value
      if (wanted === active) {
        if (state.turning) at.wake(null)
        state.turning = 0
        return { active: sample(active, bad ? Quality.UncertainLastUsableValue : value.quality) }
      }
      if (state.turning === 0) {
        state.turning = wanted ? 2 : 1
        if (wanted) state.conditionSince = at.now
        const delay = wanted ? config.onDelay : config.offDelay
        if (delay === 0) return turn(config, state, at)
        at.wake(at.now + delay)
      }
      return { active: sample(active, value.quality) }
    },
    wake: turn,

    commands: ['acknowledge'],
    obey(config: Config, state: State, order: Order, at: At) {
      if (state.acked) throw new Refusal('nothing-to-acknowledge', { en: 'there is nothing to acknowledge', zh: '没有待确认的报警' })
      state.acked = 1
      state.since = at.now
      return { alarm: record(config, state, order) }
    },
    busy: (state: State) => state.active === 1 || state.acked === 0,
  } as const
}
