/** Brings a number into another unit. */
import { map, number, unit, z } from '@millrace/flow'
import { converter } from '@millrace/flow/units.ts'
import { perConfig } from '../per-config.ts'

const config = z
  .object({
    from: unit()
      .optional()
      .meta({
        label: { en: 'Unit that comes in', zh: '输入单位' },
        help: { en: 'That of the wire when left out.', zh: '留空则取连线的单位。' },
        unitOf: 'value',
      }),
    to: unit()
      .default('°F')
      .meta({ label: { en: 'Unit that goes out', zh: '输出单位' } }),
  })
  .superRefine(({ from, to }, context) => {
    if (from !== undefined && !converter(from, to))
      context.addIssue({ code: 'custom', path: ['to'], message: `${from} and ${to} measure different things` })
  })

export default map({
  title: { en: 'Convert unit', zh: '单位换算' },
  doc: { en: 'Brings a number into another unit of the same quantity.', zh: '把数值换算为同一物理量的另一单位。' },
  version: 1,
  config,
  in: { value: number({ unitAs: 'u', unitFrom: 'config.from' }) },
  out: { value: number({ unitFrom: 'config.to' }) },

  map(config, { value }) {
    const { factor, offset } = converting(config)
    return { value: value * factor + offset }
  },

  examples: [
    [{ en: 'boiling water', zh: '沸水' }, { from: '°C' }, [{ value: 100 }, { value: 212 }]],
    [{ en: 'pressure', zh: '压力' }, { from: 'bar', to: 'kPa' }, [{ value: 1.5 }, { value: 150 }]],
  ],
})

/** Two units that measure different things never get past `check`; a wire without a unit, and none written, is Bad. */
const converting = perConfig(
  ({ from, to }: z.output<typeof config>) => (from === undefined ? undefined : converter(from, to)) ?? { factor: Number.NaN, offset: 0 },
)
