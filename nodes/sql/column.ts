/** A column that a node fills or gives: its name is a port's, its type decides both the wire and the database. */
import { typeFrom, z } from '@millrace/flow'
import { portName } from '../port-name.ts'

const types = ['number', 'boolean', 'text', 'json', 'bytes'] as const

export const Column = z.object({
  name: portName(),
  type: z.enum(types).meta({
    label: { en: 'Type', zh: '类型' },
    choices: {
      number: { en: 'Number', zh: '数值' },
      boolean: { en: 'Boolean', zh: '布尔' },
      text: { en: 'Text', zh: '文本' },
      json: { en: 'JSON', zh: 'JSON' },
      bytes: { en: 'Bytes', zh: '字节' },
    },
  }),
})
export type Column = z.output<typeof Column>

/** `time` is ms since the epoch on the wire and a time stamp in the database. */
export type ColumnType = Column['type'] | 'time'

export const columnPort = () => typeFrom('item.type', {}, Object.fromEntries(types.map((type) => [type, { type }])))
