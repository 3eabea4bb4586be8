/** A flow seen from outside, as a node of another flow: its ways in and out are ports, its parameters are the config. */
import type { JsonSchema, NodeSpec } from './catalogue.ts'
import type { Found } from './check/found.ts'
import { parameterMisfit, parameterReference, valueWhy } from './check/parameter.ts'
import type { FlowDocument, Node, Parameter } from './document.ts'
import { fault } from './fault.ts'
import type { Json, Type } from './type.ts'

/** `outputType` says what is on a wire inside it, where the flow was checked; else an output may be anything. */
export const subflowSpec = (name: string, document: FlowDocument, outputType?: (wire: string) => Type | undefined): NodeSpec => ({
  is: `subflow/${name}`,
  version: 1,
  kind: 'fold',
  family: 'subflow',
  title: { en: document.name, zh: document.name },
  doc: { en: document.says ?? '', zh: document.says ?? '' },
  config: {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(document.parameters ?? {}).map(([field, parameter]) => [field, schemaOf(field, parameter)]),
    ),
    additionalProperties: false,
  },
  in: Object.entries(document.inputs ?? {}).map(([port, input]) => ({ ...(input as Type), name: port })),
  out: Object.entries(document.outputs ?? {}).map(([port, wire]) => ({ ...(outputType?.(wire) ?? { type: 'T' as const }), name: port })),
  command: false,
  judges: false,
  eventTime: false,
  oneByOne: false,
  userCode: false,
  experimental: false,
  examples: [],
})

const jsonTypes = { number: 'number', boolean: 'boolean', text: 'string', duration: 'string', json: undefined } as const

const schemaOf = (name: string, { type, unit, default: initial, min, max, says }: Parameter): JsonSchema => ({
  ...(jsonTypes[type] && { type: jsonTypes[type] }),
  default: initial,
  ...(min !== undefined && { minimum: min }),
  ...(max !== undefined && { maximum: max }),
  ...(unit !== undefined && { 'x-unit': unit }),
  ...(type === 'duration' && { 'x-widget': 'duration' }),
  ...(says !== undefined && { 'x-help': { en: says, zh: says } }),
  'x-title': { en: name, zh: name },
  'x-live': true,
})

interface About {
  readonly parameters: Readonly<Record<string, Parameter>>
  readonly found: Found
  readonly rank: number
}

/** What an instance writes against what its flow declares: values of parameters, wires into ways in. */
export const checkInstance = (at: string, flow: string, node: Node, inner: FlowDocument, { parameters, found, rank }: About): void => {
  const declared = inner.parameters ?? {}
  for (const [name, value] of Object.entries(node.config ?? {})) {
    const place = `${at}.config.${name}`
    const parameter = Object.hasOwn(declared, name) ? declared[name] : undefined
    if (!parameter) {
      const near = found.hint(name, Object.keys(declared))
      const why = { en: `"${flow}" has no parameter "${name}"${near.en}`, zh: `"${flow}" 没有参数 "${name}"${near.zh}` }
      found.add(rank, fault('config', place, { why }))
    } else checkValue(place, parameter, value, { parameters, found, rank })
  }
  const ways = inner.inputs ?? {}
  for (const input of Object.keys(node.in ?? {})) {
    if (Object.hasOwn(ways, input)) continue
    found.add(
      rank,
      fault('unknown-input', `${at}.in.${input}`, { is: `subflow/${flow}`, input, hint: found.hint(input, Object.keys(ways)) }),
    )
  }
  for (const [input, way] of Object.entries(ways))
    if (way.optional !== true && node.in?.[input] === undefined) found.add(rank, fault('input-missing', `${at}.in.${input}`, { input }))
}

const checkValue = (at: string, parameter: Parameter, value: Json, { parameters, found, rank }: About): void => {
  const reference = parameterReference(value)
  const outer = reference !== undefined && Object.hasOwn(parameters, reference) ? parameters[reference] : undefined
  if (reference !== undefined && !outer) {
    found.add(rank, fault('unknown-parameter', at, { parameter: reference }))
    return
  }
  const misfit = outer && parameterMisfit(outer, parameter)
  if (misfit) found.add(rank, fault('parameter-type', at, { parameter: reference, ...misfit }))
  const why = outer ? undefined : valueWhy(parameter, value)
  if (why) found.add(rank, fault('config', at, { why }))
}
