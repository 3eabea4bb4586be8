/** Sets a holding register or a coil. */
import { connectionOf, sink, unit, z } from '@millrace/flow'
import { writeTag } from './connection.ts'
import { addressField, Format, formatFault, formatFields, portOf, unitId } from './tag.ts'

export default sink({
  title: { en: 'Modbus write', zh: 'Modbus 写入' },
  doc: {
    en: 'Sets a value in a holding register or a coil, once, behind the write guard of its connection.',
    zh: '将数值写入保持寄存器或线圈;仅写一次,并受连接写保护约束。',
  },
  version: 1,
  config: z
    .object({
      connection: connectionOf('modbus/connection'),
      unitId: unitId().optional(),
      table: z
        .enum(['holding', 'coil'])
        .default('holding')
        .meta({
          label: { en: 'Table', zh: '数据区' },
          choices: { holding: { en: 'Holding registers', zh: '保持寄存器' }, coil: { en: 'Coils', zh: '线圈' } },
        }),
      address: addressField,
      ...formatFields,
      unit: unit()
        .optional()
        .meta({ label: { en: 'Unit', zh: '单位' } }),
    })
    .refine((tag) => formatFault(tag) === undefined, {
      path: ['type'],
      message: 'a coil takes a bool; a bool in a register needs its bit, a text its length',
    }),
  in: { value: portOf('config') },
  connection: 'modbus/connection',
  command: true,
  skipBad: true,

  writes: (config, { value }) => [
    {
      tag: writeTag({ ...config, bit: config.type === 'bool' && config.table === 'holding' ? config.bit : undefined }),
      value,
      options: Format.parse(config),
    },
  ],

  examples: [
    [
      { en: 'a set point in tenths of a degree', zh: '以 0.1 度为单位的设定值' },
      { connection: 'plc', address: 40, type: 'int16', scale: 0.1, unit: '°C' },
    ],
    [
      { en: 'a lamp', zh: '指示灯' },
      { connection: 'plc', table: 'coil', address: 3, type: 'bool' },
    ],
  ],
})
