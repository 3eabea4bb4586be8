/** A worked example as the reference shows it: what goes in, what comes out, and how much later. */
import type { Example, Step } from '@millrace/flow'
import type { NodeSpec } from '@millrace/flow/catalogue.ts'
import { qualityName } from '@millrace/flow/quality.ts'
import { code, table } from './table.ts'

export const exampleText = (spec: NodeSpec, [title, config, ...steps]: Example): string => {
  const written = Object.keys(config).length === 0 ? [] : [`\`\`\`json\n${JSON.stringify(config)}\n\`\`\``]
  const rows = steps.map(([input, output, after]) => [after === undefined ? '' : `+ ${after}`, inputText(input), outputText(output)])
  const runs = steps.length === 0 || spec.kind === 'source' ? [] : [table(['', 'in · 输入', 'out · 输出'], rows)]
  return [`*${title.en} · ${title.zh}*`, ...written, ...runs].join('\n\n')
}

const inputText = (input: Step[0]): string => {
  if (input === null) return '…'
  return typeof input === 'string' ? `command ${code(input)}` : valuesText(input)
}

const outputText = (output: Step[1]): string => {
  if (output === null) return '–'
  if (!isParts(output)) return 'refused' in output ? `refused: ${code(String(output['refused']))}` : valuesText(output)
  return output.map(({ key, out }) => (key === undefined ? valuesText(out) : `${code(key)}: ${valuesText(out)}`)).join('<br>')
}

const isParts = (output: object): output is Extract<Step[1], readonly unknown[]> => Array.isArray(output)

const valuesText = (values: Readonly<Record<string, unknown>>): string =>
  Object.entries(values)
    .map(([port, value]) => `${port} ${valueText(value)}`)
    .join('<br>')

const valueText = (value: unknown): string => {
  if (typeof value !== 'object' || value === null || !('quality' in value) || typeof value.quality !== 'number') return code(shown(value))
  const name = qualityName(value.quality)
  return 'value' in value && value.value !== undefined ? `${code(shown(value.value))} (${name})` : name
}

const shown = (value: unknown): string => (value instanceof Uint8Array ? `${value.length} bytes` : (JSON.stringify(value) ?? ''))
