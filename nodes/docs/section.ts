/** What a page says of one node or one connection kind. */
import type { Words } from '@millrace/flow'
import type { ConnectionSpec, JsonSchema, NodeSpec, PortSpec } from '@millrace/flow/catalogue.ts'
import { typeWords } from '@millrace/flow/check/fit.ts'
import { exampleText } from './example.ts'
import { cell, code, table } from './table.ts'

export const nodeSection = (spec: NodeSpec): string =>
  [
    `## ${spec.is}`,
    `**${spec.title.en} · ${spec.title.zh}**${spec.experimental ? ' · experimental · 实验性' : ''}`,
    `${spec.doc.en}\n\n${spec.doc.zh}`,
    ...(spec.commands ? [`Commands · 命令: ${spec.commands.map(code).join(', ')}`] : []),
    ...portTable(spec),
    ...configTable(spec.config),
    ...spec.examples.map((example) => exampleText(spec, example)),
  ].join('\n\n')

export const connectionSection = (spec: ConnectionSpec): string =>
  [
    `## ${spec.is}`,
    `**${spec.title.en} · ${spec.title.zh}**`,
    `${spec.doc.en}\n\n${spec.doc.zh}`,
    ...configTable(spec.config),
    ...secretTable(spec.secrets),
  ].join('\n\n')

const portTable = (spec: NodeSpec): readonly string[] => {
  const rows = [...spec.in.map((port) => portRow('in · 输入', port)), ...spec.out.map((port) => portRow('out · 输出', port))]
  return rows.length === 0 ? [] : [table(['', 'Port · 端口', 'Type · 类型'], rows)]
}

const portRow = (side: string, spec: PortSpec): readonly string[] => {
  const port = 'for' in spec ? spec.port : spec
  const marks: readonly (Words | false | undefined)[] = [
    port.event && { en: 'event', zh: '事件' },
    port.optional && { en: 'optional', zh: '可选' },
    port.effect && { en: 'alarm', zh: '报警' },
    'for' in spec && { en: `one for each of "${spec.for}"`, zh: `对应 "${spec.for}" 的每一项` },
  ]
  const words = [typeWords(port), ...marks.filter((mark) => mark !== undefined && mark !== false)]
  return [side, code(port.name), cell({ en: words.map(({ en }) => en).join(', '), zh: words.map(({ zh }) => zh).join('、') })]
}

const configTable = (schema: JsonSchema): readonly string[] => {
  const rows = fieldRows(schema, '')
  return rows.length === 0 ? [] : [table(['Setting · 配置', '', 'Kind · 类型', 'Default · 默认'], rows)]
}

/** Fields of a list's items follow it as `rules[].name`. */
const fieldRows = (schema: JsonSchema, before: string): readonly (readonly string[])[] => {
  const required = new Set((schema['required'] ?? []) as readonly string[])
  return Object.entries((schema['properties'] ?? {}) as Readonly<Record<string, JsonSchema>>).flatMap(([name, field]) => {
    const initial = field['default'] === undefined ? (required.has(name) ? 'needed · 必填' : '') : code(JSON.stringify(field['default']))
    const items = (field['items'] ?? {}) as JsonSchema
    return [[code(`${before}${name}`), fieldWords(field), kindOf(field), initial], ...fieldRows(items, `${before}${name}[].`)]
  })
}

const fieldWords = (field: JsonSchema): string => {
  const [title, help] = [field['x-title'], field['x-help']] as readonly (Words | undefined)[]
  const words = [title, help, field['x-live'] ? live : undefined].filter((part) => part !== undefined)
  const joined = (texts: readonly string[], stop: string) => texts.map((text) => text.replace(/[.。]$/, '')).join(stop)
  return cell({
    en: joined(
      words.map(({ en }) => en),
      '. ',
    ),
    zh: joined(
      words.map(({ zh }) => zh),
      '。',
    ),
  })
}

const live: Words = { en: 'May follow a parameter', zh: '可绑定参数' }

const kindOf = (field: JsonSchema): string => {
  const choices = field['enum'] as readonly unknown[] | undefined
  if (choices) return choices.map((choice) => code(String(choice))).join(' ')
  const unit = field['x-unit'] as string | undefined
  return [String(field['x-widget'] ?? field['type'] ?? ''), unit && `in ${unit}`].filter(Boolean).join(' ')
}

const secretTable = (secrets: ConnectionSpec['secrets']): readonly string[] => {
  const rows = Object.entries(secrets).map(([name, words]) => [code(name), cell(words)])
  return rows.length === 0 ? [] : [table(['Secret · 密钥', ''], rows)]
}
