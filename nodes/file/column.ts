/** A column of a CSV file as a port. */
import { typeFrom, unit, z } from '@millrace/flow'
import { portName } from '../port-name.ts'

const types = ['number', 'boolean', 'text'] as const

export const Column = z.object({
  name: portName(),
  type: z.enum(types).meta({
    label: { en: 'Type', zh: '类型' },
    choices: { number: { en: 'Number', zh: '数值' }, boolean: { en: 'Boolean', zh: '布尔' }, text: { en: 'Text', zh: '文本' } },
  }),
  unit: unit()
    .optional()
    .meta({ label: { en: 'Unit', zh: '单位' } }),
  heading: z
    .string()
    .max(400)
    .optional()
    .meta({ label: { en: 'Heading in the file', zh: '文件中的表头' }, help: { en: 'The name when left out.', zh: '留空则与名称相同。' } }),
})
export type Column = z.output<typeof Column>

export const columnPort = () =>
  typeFrom('item.type', {}, { number: { type: 'number', unitFrom: 'item.unit' }, boolean: { type: 'boolean' }, text: { type: 'text' } })

export const fileField = () =>
  z
    .string()
    .min(1)
    .max(400)
    .meta({
      label: { en: 'File', zh: '文件' },
      help: { en: 'In the project’s data folder.', zh: '位于项目数据文件夹内。' },
      widget: 'file',
    })

/** Those in which a line feed is the byte 0x0A and nothing else is. */
const byByte = ['utf-8', 'gb18030', 'latin1'] as const

const label = { en: 'Encoding', zh: '编码' }

export const lineEncodingField = () => z.enum(byByte).default('utf-8').meta({ label })

export const encodingField = () =>
  z
    .enum([...byByte, 'utf-16le'])
    .default('utf-8')
    .meta({ label })
