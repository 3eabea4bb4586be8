/** What an OPC UA tag is: a node of the server, the port it becomes, and whose it is. */
import { typeFrom, unit, z } from '@millrace/flow'
import { portName } from '../port-name.ts'

const types = ['number', 'boolean', 'text', 'bytes', 'numbers', 'json'] as const
export type TagType = (typeof types)[number]

export const typeField = () =>
  z.enum(types).meta({
    label: { en: 'Type', zh: '类型' },
    choices: {
      number: { en: 'Number', zh: '数值' },
      boolean: { en: 'Boolean', zh: '布尔' },
      text: { en: 'Text', zh: '文本' },
      bytes: { en: 'Bytes', zh: '字节' },
      numbers: { en: 'List of numbers', zh: '数值列表' },
      json: { en: 'Anything, as JSON', zh: '任意(JSON)' },
    },
  })

export const nodeIdField = () =>
  z
    .string()
    .min(1)
    .max(4096)
    .meta({
      label: { en: 'Node id', zh: '节点 ID' },
      help: {
        en: 'ns=2;s=Boiler1.Temperature; nsu=URI;… holds though the server renumbers its namespaces.',
        zh: '如 ns=2;s=Boiler1.Temperature;使用 nsu=URI;… 时服务器重排命名空间也不受影响。',
      },
      widget: 'place',
      browse: 'any',
    })

export const Tag = z.object({
  name: portName(),
  nodeId: nodeIdField(),
  type: typeField(),
  unit: unit()
    .optional()
    .meta({ label: { en: 'Unit', zh: '单位' } }),
})
export type Tag = z.output<typeof Tag>

export const KeyedTag = Tag.extend({
  key: z
    .string()
    .max(400)
    .optional()
    .meta({ label: { en: 'Asset', zh: '资产' }, widget: 'key' }),
})
export type KeyedTag = z.output<typeof KeyedTag>

export const portOf = (place: 'item' | 'config') =>
  typeFrom(
    `${place}.type`,
    {},
    {
      number: { type: 'number', unitFrom: `${place}.unit` },
      boolean: { type: 'boolean' },
      text: { type: 'text' },
      bytes: { type: 'bytes' },
      numbers: { type: 'list', of: { type: 'number', unitFrom: `${place}.unit` } },
      json: { type: 'json' },
    },
  )

/** `plant1/boilers/{3}` with the third part of the node's own path: `{1}` counts from its beginning, `{-1}` from its end. */
export const keyOf = ({ nodeId, key }: KeyedTag, pattern: string): string => {
  if (key !== undefined) return key
  const parts = nodeId.replace(/^(ns=\d+;|nsu=[^;]*;)?[isgb]=/, '').split(/[./]/)
  return pattern.replace(/\{(-?\d+)\}/g, (_, at: string) => parts.at(Number(at) > 0 ? Number(at) - 1 : Number(at)) ?? '')
}
