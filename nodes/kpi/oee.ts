/** Overall equipment effectiveness, ISO 22400-2. */
import { any, boolean, duration, fold, number, Quality, z } from '@millrace/flow'
import { happened } from '../logic/latch.ts'
import { rise } from '../math/rise.ts'
import { rollover } from '../math/rollover.ts'
import { clear, count, figures, state } from './effectiveness.ts'

const config = z.object({
  ideal: z
    .number()
    .positive()
    .default(1)
    .meta({ label: { en: 'Ideal time of one piece', zh: '理想单件节拍' }, unit: 's', live: true }),
  every: duration('1 min')
    .refine((ms) => ms > 0, { error: 'longer than 0 s', params: { zh: '须大于 0 s' } })
    .meta({ label: { en: 'Work out at least every', zh: '至少每隔多久计算' } }),
  rollover: rollover(),
})

export default fold({
  title: { en: 'OEE', zh: '设备综合效率 OEE' },
  doc: {
    en: 'Availability, performance, quality and OEE (ISO 22400-2) since the last reset, from a running bit and two counters. While "planned" is false no time counts. A figure that nothing is known of yet is Bad.',
    zh: '由运行信号和两个计数器计算自上次复位以来的可用率、性能率、质量率和 OEE(ISO 22400-2)。"planned" 为假期间不计时间。尚无数据的指标为坏质量。',
  },
  version: 1,
  config,
  in: {
    running: boolean(),
    made: number(),
    good: number(),
    planned: boolean({ optional: true, initial: true }),
    reset: any('T', { event: true, optional: true }),
  },
  out: { availability: number(), performance: number(), quality: number(), oee: number(), runTime: number({ unit: 's' }) },
  state,

  fold(config, { running, made, good, planned, reset }, state, at) {
    count(state, at.now)
    state.running = running ? 1 : 0
    state.planned = planned === false ? 0 : 1
    state.made += rise(state.lastMade, made, config.rollover)
    state.good += rise(state.lastGood, good, config.rollover)
    state.lastMade = made
    state.lastGood = good
    if (happened(reset)) clear(state)
    at.wake(at.now + config.every)
    return figures(config.ideal * 1_000, state)
  },

  wake(config, state, at) {
    count(state, at.now)
    at.wake(at.now + config.every)
    return figures(config.ideal * 1_000, state)
  },

  commands: ['reset'],
  obey(config, state, _order, at) {
    count(state, at.now)
    clear(state)
    return figures(config.ideal * 1_000, state)
  },

  examples: [
    [
      { en: 'a shift of 420 min with 47 min of stops', zh: '420 分钟班次,停机 47 分钟' },
      { ideal: 1 },
      [{ running: true, made: 100, good: 80 }, { availability: { quality: Quality.BadOutOfRange } }],
      [{ running: false }, { availability: 1 }, '373 min'],
      [
        { made: 19_371, good: 18_928 },
        { availability: 373 / 420, performance: 19_271 / 22_380, quality: 18_848 / 19_271, oee: 18_848 / 25_200, runTime: 22_380 },
        '47 min',
      ],
      ['reset', { runTime: 0 }],
    ],
  ],
})
