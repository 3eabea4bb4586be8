/** The whole state of a flow between two entries, as JSON: by names, so that another release can take over what fits. */
import { z } from '@millrace/flow'
import type { Plain } from './plain.ts'

const plain = z.json() as z.ZodType<Plain>
const numbers = z.record(z.string(), z.number())

/** `[key, value, quality, time, arrival]` */
const Row = z.tuple([z.string(), plain, z.number(), z.number(), z.number()])

const Node = z.object({
  is: z.string(),
  version: z.number(),
  states: z.record(z.string(), plain).optional(),
  register: z.array(Row).optional(),
  /** Of what a fold was last given, a key. */
  quality: numbers.optional(),
})

/** Everything by key is in order of the keys' names, but for what says otherwise: equal states are equal texts. */
export const Snapshot = z.object({
  snapshot: z.literal(1),
  flow: z.string(),
  entry: z.number(),
  now: z.number(),
  /** `[key, journal time of the last tick there (-1: none), it has a place under the cap]` */
  keys: z.array(z.tuple([z.string(), z.number(), z.boolean()])),
  nodes: z.record(z.string(), Node),
  /** `node.port` → what it holds; `node.in.port` for an input that was fed by itself. */
  wires: z.record(z.string(), z.array(Row)),
  /** Inputs (`node.port`) that were ever fed by themselves. */
  fed: z.array(z.tuple([z.string(), z.string()])),
  /** `node.port` → the newest source time a key. */
  newest: z.record(z.string(), numbers),
  /** `[node, key, due]` in the order they fire. */
  wakes: z.array(z.tuple([z.string(), z.string(), z.number()])),
  /** In order of asking. */
  asked: z.array(z.object({ node: z.string(), key: z.string(), entry: z.number(), index: z.number(), due: z.number(), carried: plain })),
  /** Children of nodes that work across keys, in order of their first sample. */
  gathers: z.record(z.string(), z.array(z.string())),
  parameters: z.record(z.string(), z.record(z.string(), z.object({ value: plain, over: plain }))),
  counters: z.object({ late: z.number(), rejects: z.number(), errors: z.number(), capSaid: z.boolean() }),
})

export type Snapshot = z.output<typeof Snapshot>
export type SavedRow = z.output<typeof Row>
export type SavedNode = z.output<typeof Node>
