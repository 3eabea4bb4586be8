/** Brings a configured value into a flow: once, at even intervals, or once a day. */
import { duration, type Json, type Open, type Outside, source, type Type, type as typeField, typeFrom, z } from '@millrace/flow'
import { repeat } from '../repeat.ts'
import { daily } from './daily.ts'
import { isZone } from './zone.ts'

const config = z
  .object({
    value: (z.json() as z.ZodType<Json>).default(1).meta({ label: { en: 'Value', zh: '值' } }),
    type: typeField()
      .default({ type: 'number' })
      .meta({ label: { en: 'Type', zh: '类型' } }),
    when: z
      .enum(['start', 'every', 'daily'])
      .default('every')
      .meta({
        label: { en: 'When', zh: '时机' },
        choices: {
          start: { en: 'Once at the start', zh: '启动时一次' },
          every: { en: 'At even intervals', zh: '按固定周期' },
          daily: { en: 'Once a day', zh: '每天一次' },
        },
      }),
    every: duration('10 s').meta({ label: { en: 'Every', zh: '周期' } }),
    at: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day such as 06:00')
      .default('06:00')
      .meta({ label: { en: 'Time of day', zh: '每日时刻' } }),
    zone: z
      .string()
      .default('UTC')
      .refine(isZone, 'a time zone such as Asia/Shanghai')
      .meta({ label: { en: 'Time zone', zh: '时区' } }),
    key: z
      .string()
      .max(400)
      .default('')
      .meta({ label: { en: 'Asset', zh: '资产' }, widget: 'key' }),
  })
  .refine(({ value, type }) => fits(value, type), { path: ['value'], message: 'the value is not of the type' })

export default source({
  title: { en: 'Inject', zh: '注入' },
  doc: {
    en: 'Brings in a value of its own: once at the start, at even intervals as a heartbeat, or once a day.',
    zh: '主动产生一个值:启动时一次、按周期(心跳)或每天一次。',
  },
  version: 1,
  config,
  out: { value: typeFrom('config.type') },
  ingress: 'at-most-once',
  overflow: 'drop-oldest',

  async open({ value, type, when, every, at, zone, key }, outside: Outside): Promise<Open> {
    const emit = () =>
      outside.emit({
        rows: [{ key, ports: { value: type.type === 'bytes' ? new Uint8Array(Buffer.from(String(value), 'base64')) : value } }],
      })
    if (when === 'every') return repeat(every, outside, emit)
    if (when === 'daily') return daily(at, zone, outside, emit)
    await emit()
    return { close: () => undefined }
  },

  examples: [
    [
      { en: 'a heartbeat', zh: '心跳' },
      { value: true, type: { type: 'boolean' }, every: '1 s' },
    ],
    [
      { en: 'a new day', zh: '新的一天' },
      { when: 'daily', at: '00:00', zone: 'Asia/Shanghai' },
    ],
  ],
})

const fits = (value: Json, { type }: Type): boolean => {
  if (type === 'number' || type === 'boolean') return typeof value === type
  if (type === 'text' || type === 'bytes') return typeof value === 'string'
  return type === 'list' ? Array.isArray(value) : type === 'json' || typeof value === 'object'
}
