/** How a function node's wires look to TypeScript, so that its code is checked while it is written. */
import { isRecord } from '@millrace/flow/schema.ts'
import type { Json } from '@millrace/flow/type.ts'

const plain = '(inputs, state, at)'
const typed = '(inputs: Inputs, state: any, at: At): Outputs | undefined'
const head = (parameters: string) => `export default function ${parameters}`

/** The code with its parameters typed, where they are as a new function has them. */
export const withTypes = (code: string): string => code.replace(head(plain), head(typed))

/** As it is written in the flow. */
export const withoutTypes = (code: string): string => code.replace(head(typed), head(plain))

/** Declarations that the code can use. */
export const declarations = (config: Readonly<Record<string, Json>>): string => `
interface Inputs {
${fields(config.inputs, false)}
}
interface Outputs {
${fields(config.outputs, true)}
  /** Given back as \`state\` at the next call for the same asset. */
  readonly state?: unknown
}
interface At {
  /** Journal time, ms. */
  readonly now: number
  /** Newest source time of the inputs, ms. */
  readonly time: number
  /** Whose sample it is: an asset path. */
  readonly key: string
  /** OPC UA status code, the worst of the inputs. */
  readonly quality: number
}
`

const fields = (ports: Json | undefined, optional: boolean): string =>
  (Array.isArray(ports) ? ports : [])
    .filter(isRecord)
    .map(({ name, type }) => {
      const unit = isRecord(type) && typeof type.unit === 'string' ? `  /** ${type.unit.replaceAll('*/', '')} */\n` : ''
      return `${unit}  readonly ${JSON.stringify(name)}${optional ? '?' : ''}: ${typeScript(type)}`
    })
    .join('\n')

const words: Readonly<Record<string, string>> = { number: 'number', boolean: 'boolean', text: 'string', bytes: 'Uint8Array', json: 'any' }

const typeScript = (type: Json | undefined): string => {
  if (!isRecord(type)) return 'any'
  if (type.type === 'list') return `readonly ${typeScript(type.of)}[]`
  if (type.type === 'record' && isRecord(type.fields))
    return `{ ${Object.entries(type.fields)
      .map(([name, field]) => `readonly ${JSON.stringify(name)}: ${typeScript(field)}`)
      .join('; ')} }`
  return words[String(type.type)] ?? 'any'
}
