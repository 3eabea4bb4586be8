/** Fields that are taken out of a record, each with the name of its output, its place and its type. */
import { type, z } from '@millrace/flow'
import { isObject, missing, readAs } from '../json/read-as.ts'
import { perConfig } from '../per-config.ts'
import { portName } from '../port-name.ts'

const field = z.object({
  name: portName(),
  type: type()
    .default({ type: 'number' })
    .meta({ label: { en: 'Type', zh: '类型' }, widget: 'type' }),
  at: z
    .string()
    .min(1)
    .max(400)
    .optional()
    .meta({
      label: { en: 'Where it stands', zh: '所在位置' },
      help: { en: 'Such as motor.speed or list.0; its name where empty.', zh: '如 motor.speed 或 list.0,留空则与名称相同。' },
    }),
  optional: z
    .boolean()
    .default(false)
    .meta({ label: { en: 'May be missing', zh: '可缺失' } }),
})

export const fields = () =>
  z
    .array(field)
    .min(1)
    .max(1_000)
    .default([{ name: 'value', type: { type: 'number' }, optional: false }])
    .meta({ label: { en: 'Fields', zh: '字段' }, widget: 'table' })

type Config = { readonly fields: readonly z.output<typeof field>[] }

const pathsOf = perConfig(({ fields }: Config) =>
  fields.map((field) => {
    const place = field.at ?? field.name
    return { ...field, place, path: place.split('.').map((step) => ({ step, inherited: step in Object.prototype })) }
  }),
)

export const pick = (config: Config, from: unknown): Readonly<Record<string, unknown>> => {
  const picked: Record<string, unknown> = {}
  for (const { name, place, path, type, optional } of pathsOf(config)) {
    const value = lookUp(from, path)
    if (value !== undefined) picked[name] = readAs(value, type, place)
    else if (!optional) throw missing(place)
  }
  return picked
}

interface Step {
  readonly step: string
  /** Every object has something of this name. */
  readonly inherited: boolean
}

const lookUp = (from: unknown, path: readonly Step[]): unknown => {
  let at = from
  for (const { step, inherited } of path) {
    if (Array.isArray(at)) at = at[Number(step)]
    else if (isObject(at) && !(inherited && !Object.hasOwn(at, step))) at = at[step]
    else return undefined
  }
  return at
}
