/** The flow document as it stands on disk and on the socket, after reading: names, wires where they are consumed, layout last. */
import { z } from 'zod'
import { type } from './field.ts'
import type { Json } from './type.ts'

const name = z.string().min(1).max(200)
const json = z.json() as z.ZodType<Json>

/** What stands at an input: a wire `node.port`, a wire with options, a literal, or a parameter. */
export const Input = z.union([
  z.string(),
  z.strictObject({ from: z.string(), initial: json.optional(), maxAge: z.string().optional() }),
  z.strictObject({ value: json }),
  z.strictObject({ parameter: name }),
])

export const Node = z.strictObject({
  is: z.string(),
  /** What the node was called before: its state follows. */
  was: name.optional(),
  says: z.string().optional(),
  config: z.record(z.string(), json).optional(),
  in: z.record(z.string(), Input).optional(),
})

/** `{ type: number, unit: °C, default: 90, says: … }`; `byKey` gives asset paths values of their own, the longest prefix wins. */
export const Parameter = z.strictObject({
  type: z.enum(['number', 'boolean', 'text', 'duration', 'json']),
  unit: z.string().optional(),
  default: json,
  byKey: z.record(z.string(), json).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  says: z.string().optional(),
})

/** A typed way in of a flow that is used as a subflow; inside it is the wire `inputs.NAME`. */
export const FlowInput = z.intersection(type(), z.looseObject({ event: z.boolean().optional(), optional: z.boolean().optional() }))

export const Step = z.union([
  z.looseObject({
    feed: z.string(),
    key: z.string().optional(),
    time: z.union([z.string(), z.number()]).optional(),
    quality: z.number().optional(),
  }),
  z.strictObject({ wait: z.string() }),
  z.looseObject({ command: z.string(), node: z.string(), key: z.string().optional(), by: z.string().optional() }),
  z.looseObject({ parameter: z.string(), value: json, key: z.string().optional() }),
  z.looseObject({ reply: z.string(), key: z.string().optional() }),
  z.looseObject({
    expect: z.string(),
    value: json.optional(),
    within: z.string().optional(),
    quality: z.union([z.string(), z.number()]).optional(),
    key: z.string().optional(),
    nothing: z.boolean().optional(),
  }),
])

/** A coloured frame around nodes, or a note. */
export const Group = z.strictObject({
  says: z.string(),
  nodes: z.array(name).optional(),
  colour: z.string().optional(),
  at: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
})

export const FlowDocument = z.strictObject({
  millrace: z.literal(1),
  name: z.string().max(200),
  says: z.string().optional(),
  delivery: z.enum(['live', 'durable']).optional(),
  keys: z.strictObject({ cap: z.number().int().positive().max(1_000_000).optional(), forgetAfter: z.string().optional() }).optional(),
  parameters: z.record(name, Parameter).optional(),
  inputs: z.record(name, FlowInput).optional(),
  /** What a subflow gives: a wire from one of its nodes. */
  outputs: z.record(name, z.string()).optional(),
  nodes: z.record(name, Node),
  tests: z.record(z.string(), z.array(Step)).optional(),
  groups: z.record(name, Group).optional(),
  layout: z.record(name, z.tuple([z.number(), z.number()])).optional(),
})

export type FlowDocument = z.output<typeof FlowDocument>
export type Node = z.output<typeof Node>
export type Input = z.output<typeof Input>
export type FlowInput = z.output<typeof FlowInput>
export type Parameter = z.output<typeof Parameter>
export type Step = z.output<typeof Step>
export type Group = z.output<typeof Group>

/** Node and port that a wire comes from: `boilers.payload`; undefined where the text is no wire. */
export const wireFrom = (input: Input | undefined): { readonly node: string; readonly port: string } | undefined => {
  const text = typeof input === 'string' ? input : input && 'from' in input ? input.from : undefined
  const dot = text?.lastIndexOf('.') ?? -1
  return text !== undefined && dot > 0 && dot < text.length - 1 ? { node: text.slice(0, dot), port: text.slice(dot + 1) } : undefined
}
