/** The whole state of a flow between two entries, as JSON: by names, so that another release can take over what fits. */
import { z } from '@millrace/flow'
import type { Plain } from './plain.ts'

const plain = z.json() as z.ZodType<Plain>
const times = z.record(z.string(), z.number())

/** `[key, value, quality, time, arrival]` */
const Row = z.tuple([z.string(), plain, z.number(), z.number(), z.number()])

const Node = z.object({
  is: z.string(),
  version: z.number(),
  states: z.record(z.string(), plain).optional(),
  register: z.array(Row).optional(),
  /** Of what a fold was last given, a key. */
  quality: times.optional(),
})

export const Snapshot = z.object({
  snapshot: z.literal(1),
  flow: z.string(),
  entry: z.number(),
  now: z.number(),
  /** In order of their first use, with the journal time of their last sample. */
  keys: z.array(z.tuple([z.string(), z.number()])),
  nodes: z.record(z.string(), Node),
  /** `node.port` → what it holds. */
  wires: z.record(z.string(), z.array(Row)),
  /** `node.port` → the newest source time a key. */
  newest: z.record(z.string(), times),
  /** `[node, key, due]` in the order they fire. */
  wakes: z.array(z.tuple([z.string(), z.string(), z.number()])),
  asked: z.array(z.object({ node: z.string(), key: z.string(), entry: z.number(), index: z.number(), at: z.number(), carried: plain })),
  /** Children of nodes that work across keys, in order of their first sample. */
  gathers: z.record(z.string(), z.array(z.string())),
  parameters: z.record(z.string(), z.record(z.string(), plain)),
  counters: z.object({ late: z.number(), rejects: z.number(), errors: z.number(), capSaid: z.boolean() }),
})

export type Snapshot = z.output<typeof Snapshot>
export type SavedRow = z.output<typeof Row>
export type SavedNode = z.output<typeof Node>
