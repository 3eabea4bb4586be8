/** Small folds for the random flows: flat and object state, wakes, commands, alarms, source time. */
import * as f from '@millrace/flow'
import { z } from '@millrace/flow'
import type { Definition } from '@millrace/flow/definition.ts'
import { base, words } from './maps.ts'

const delay = z.object({ delay: z.number().default(50).meta({ live: true }), most: z.number().int().default(3) })

export const folds: Readonly<Record<string, Definition>> = {
  'f/flat': f.fold({
    ...base,
    config: delay,
    in: { value: f.number() },
    out: { sum: f.number(), out: f.number(), length: f.number() },
    state: { sum: f.f64(), seen: f.f64(1), last: f.ring('most'), long: f.ring(70) },
    fold(_c, { value }, state) {
      if (value === 11) throw new Error('not eleven')
      state.sum += value
      state.seen++
      const out = state.last.push(value)
      state.long.push(value)
      if (value === 5) state.last.clear()
      return {
        sum: state.sum + state.seen,
        length: state.last.length * 100 + state.long.length,
        ...(!Number.isNaN(out) && { out: out + state.last.at(0) }),
      }
    },
    busy: (state) => state.sum > 60,
  }),
  'f/object': f.fold({
    ...base,
    in: { value: f.number(), other: f.number({ optional: true }) },
    out: { count: f.number(), text: f.text() },
    state: () => ({ count: 0, all: [] as number[] }),
    fold(_c, { value, other }, state, at) {
      state.count += other ?? 1
      if (state.all.push(value) > 5) state.all.shift()
      return { count: state.count, text: `${state.all} ${at.key} ${at.arrived('value')} ${at.arrived('other')}` }
    },
  }),
  'f/late': f.fold({
    ...base,
    config: delay,
    in: { value: f.number() },
    out: { value: f.number(), done: f.number({ event: true }) },
    state: { value: f.f64(), left: f.f64() },
    fold({ delay }, { value }, state, at) {
      state.value = value
      state.left = 2
      at.wake(value < -20 ? null : at.now + delay)
      return value > 10 ? { value: -value } : undefined
    },
    wake({ delay }, state, at) {
      if (state.value === 3) throw new f.Refusal('no-three', words('not three'))
      if (--state.left > 0) at.wake(at.now + delay)
      return { value: state.value, ...(state.left === 0 && { done: at.time }) }
    },
    commands: ['reset', 'fail'],
    obey(_c, state, order, at) {
      if (order.command === 'fail') throw new f.Refusal('refused', words(`by ${order.by}`))
      state.value = 0
      at.wake(null)
      return { value: 0, done: at.now }
    },
  }),
  'f/alarm': f.fold({
    ...base,
    config: z.object({ limit: z.number().default(10).meta({ live: true }) }),
    in: { value: f.number() },
    out: { active: f.boolean(), alarm: f.json({ event: true, effect: 'alarm' }) },
    judges: true,
    state: { active: f.f64() },
    fold({ limit }, { value }, state, at) {
      const active = f.isBad(value.quality) ? state.active : Number(value.value >= limit)
      const changed = active !== state.active
      state.active = active
      if (active) at.wake(at.now + 100)
      return {
        active: f.sample(active === 1, value.quality & ~f.Quality.Bad),
        ...(changed && { alarm: { active: active === 1, since: at.now } }),
      }
    },
    wake: (_c, state) => ({ active: state.active === 1, alarm: { active: state.active === 1, still: true } }),
    busy: (state) => state.active === 1,
  }),
  'f/event-time': f.fold({
    ...base,
    in: { value: f.number(), other: f.number({ optional: true }) },
    out: { newest: f.number(), samples: f.number() },
    judges: true,
    eventTime: true,
    state: { newest: f.f64(), samples: f.f64() },
    fold(_c, { value, other }, state) {
      state.newest = Math.max(state.newest, value.time)
      state.samples++
      return { newest: state.newest, samples: f.sample(state.samples, value.quality, other?.time) }
    },
  }),
  'f/restless': f.fold({
    ...base,
    in: { value: f.number() },
    out: { count: f.number() },
    state: { count: f.f64() },
    fold(_c, _inputs, _state, at) {
      at.wake(at.now + 10)
      return undefined
    },
    wake(_c, state, at) {
      at.wake(at.now)
      state.count++
      return undefined
    },
  }),
  'f/rate-limit': f.fold({
    ...base,
    in: { value: f.number() },
    out: { value: f.number() },
    state: { next: f.f64(Number.NEGATIVE_INFINITY) },
    fold(_c, { value }, state, at) {
      if (at.now < state.next) return undefined
      state.next = at.now + 100
      return { value }
    },
  }),
}
