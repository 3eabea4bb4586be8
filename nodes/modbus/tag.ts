/** What a Modbus tag is: where it lies, how its registers are read, and which port type that gives. */
import { typeFrom, unit, z } from '@millrace/flow'
import { portName } from '../port-name.ts'

export const tables = ['holding', 'input', 'coil', 'discrete'] as const
export type Table = (typeof tables)[number]

const numeric = ['int16', 'uint16', 'int32', 'uint32', 'int64', 'uint64', 'float32', 'float64'] as const
const types = ['bool', ...numeric, 'bits', 'text'] as const
export type Numeric = (typeof numeric)[number]

const address = z
  .number()
  .int()
  .min(0)
  .max(0xffff)
  .meta({
    label: { en: 'Address', zh: '地址' },
    help: { en: 'As on the line, from 0: register 40001 has the address 0.', zh: '协议地址,从 0 开始:寄存器 40001 的地址为 0。' },
  })

/** How registers become a value. */
export const formatFields = {
  type: z.enum(types).meta({ label: { en: 'Type', zh: '类型' } }),
  order: z
    .enum(['ABCD', 'CDAB', 'BADC', 'DCBA'])
    .default('ABCD')
    .meta({
      label: { en: 'Byte order', zh: '字节序' },
      help: { en: 'ABCD is big-endian, CDAB has its words swapped.', zh: 'ABCD 为大端,CDAB 为字交换。' },
    }),
  bit: z
    .number()
    .int()
    .min(0)
    .max(15)
    .optional()
    .meta({
      label: { en: 'Bit', zh: '位' },
      help: { en: 'Of a register read as bool; 0 is the lowest.', zh: '寄存器按 bool 读取时的位号,0 为最低位。' },
    }),
  length: z
    .number()
    .int()
    .min(1)
    .max(120)
    .optional()
    .meta({ label: { en: 'Registers', zh: '寄存器数' }, help: { en: 'Of a text or of bits.', zh: '用于文本或位串。' } }),
  scale: z
    .number()
    .refine((scale) => scale !== 0, 'other than 0')
    .default(1)
    .meta({ label: { en: 'Factor', zh: '系数' } }),
  offset: z
    .number()
    .default(0)
    .meta({ label: { en: 'Offset', zh: '偏移' } }),
}

export const Format = z.object(formatFields)
export type Format = z.output<typeof Format>

export const Tag = z.object({
  name: portName(),
  table: z.enum(tables).meta({
    label: { en: 'Table', zh: '数据区' },
    choices: {
      holding: { en: 'Holding registers', zh: '保持寄存器' },
      input: { en: 'Input registers', zh: '输入寄存器' },
      coil: { en: 'Coils', zh: '线圈' },
      discrete: { en: 'Discrete inputs', zh: '离散输入' },
    },
  }),
  address,
  ...formatFields,
  unit: unit()
    .optional()
    .meta({ label: { en: 'Unit', zh: '单位' } }),
  key: z
    .string()
    .max(400)
    .optional()
    .meta({ label: { en: 'Asset', zh: '资产' }, widget: 'key' }),
})
export type Tag = z.output<typeof Tag>

export const addressField = address

export const unitId = () =>
  z
    .number()
    .int()
    .min(0)
    .max(255)
    .meta({ label: { en: 'Unit id', zh: '从站号' } })

/** Coils and discrete inputs are bits; everything else is in registers. */
export const isBitTable = (table: Table): boolean => table === 'coil' || table === 'discrete'

/** What can't be meant: a float in a coil, a text without a length. */
export const formatFault = (tag: Format & { readonly table: Table }): string | undefined => {
  if (isBitTable(tag.table)) return tag.type === 'bool' ? undefined : 'a coil or discrete input is a bool'
  if (tag.type === 'bool' && tag.bit === undefined) return 'a bool in a register needs its bit'
  if (tag.type === 'text' && tag.length === undefined) return 'a text needs its number of registers'
  return undefined
}

/** The port type behind each Modbus type. `place` is where the config holds the word: `item` or `config`. */
export const portOf = (place: 'item' | 'config') =>
  typeFrom(
    `${place}.type`,
    {},
    {
      ...Object.fromEntries(numeric.map((type) => [type, { type: 'number', unitFrom: `${place}.unit` } as const])),
      bool: { type: 'boolean' },
      bits: { type: 'list', of: { type: 'boolean' } },
      text: { type: 'text' },
    },
  )
