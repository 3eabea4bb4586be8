/** Writes one segment of a plan as straight-line JavaScript, and makes a function of it. */
import { Sample } from '@millrace/flow'
import { nearest } from '../keys.ts'
import type { Machine } from '../machine.ts'
import { isOneByOne, type PlanNode } from '../plan.ts'
import { inner, notNumber } from '../quality.ts'
import { checked } from '../value.ts'
import { after } from './after.ts'
import { fire } from './fire.ts'
import { Frame } from './frame.ts'
import { gather } from './gather.ts'
import { firing } from './inputs.ts'
import { load } from './load.ts'
import { oneByOne } from './one-by-one.ts'
import { source } from './source.ts'

/** Runs a segment for a key; `ports` and `time` are a row's of `source`, where the tick begins with one. */
export type Segment = (k: number, tick: number, ports?: Readonly<Record<string, unknown>>, time?: number, source?: PlanNode) => void

type Factory = (machine: Machine, constants: readonly unknown[], room: Frame['room'], tools: object) => Segment

const tools = { nearest, notNumber, inner, checked, Sample }

const head = `'use strict'
const { at, slots, pending, effects, failures, taps, calls, registers, subTicks, gathers, lateness } = R
const { nearest, notNumber, inner, checked, Sample } = T
const { names, parent } = R.keys, tap = taps.on
const { value: slotValue, number: slotNumber, quality: slotQuality, time: slotTime, tick: slotTick } = slots`

const generate = (machine: Machine, segment: number): { readonly text: string; readonly frame: Frame } => {
  const frame = new Frame(machine, segment)
  const nodes = (machine.plan.segments[segment] ?? []).map((index) => machine.plan.nodes[index] as PlanNode)
  // In this order: what is written last says which wires and constants the lines above it need.
  const body = [...nodes.flatMap((node, i) => firings(frame, node, `f${i}`)), ...nodes.flatMap((node) => after(frame, node))]
  for (const node of nodes) begun(frame, node)
  const locals = load(frame)
  const constants = frame.constants.map((_, i) => `x${i} = C[${i}]`)
  const lines = [
    head,
    constants.length > 0 ? `const ${constants.join(', ')}` : '',
    // In brackets V8 compiles it at once, not a second time when it is first run.
    'return (function segment(k, tick, p, time, s) {',
    frame.room.all.length > 0 ? 'if (G.n < names.length) R.grow(G)' : '',
    ...locals,
    ...body,
    '})',
  ]
  return { text: lines.filter(Boolean).join('\n'), frame }
}

const firings = (frame: Frame, node: PlanNode, label: string): string[] => {
  const { definition } = node
  const leave = `break ${label}`
  if (definition.kind === 'source') return source(frame, node)
  if (definition.kind === 'register') return []
  if (definition.kind === 'gather') return [`${label}: {`, ...gather(frame, node, leave), '}']
  const when = firing(frame, node)
  if (!when) return []
  const lines = isOneByOne(definition) ? oneByOne(frame, node, leave) : fire(frame, node, leave)
  return [`if (${when}) ${label}: {`, ...lines, '}']
}

/** What a tick may begin with is kept, be it used or not. */
const begun = (frame: Frame, { inputs, outputs, error }: PlanNode): void => {
  for (const { feed } of inputs) if (feed) frame.wire(feed)
  for (const wire of outputs) if (wire.open) frame.wire(wire)
  if (error?.open && error.to.length > 0) frame.wire(error)
}

/** Nodes that stand alone in their segment share the code of all that are wired alike. */
const shared = new Map<string, Factory>()
const MOST = 5_000

export const compile = (machine: Machine, segment: number): Segment => {
  const { text, frame } = generate(machine, segment)
  const alone = machine.plan.segments[segment]?.length === 1
  const known = alone ? shared.get(text) : undefined
  const factory = known ?? (new Function('R', 'C', 'G', 'T', text) as Factory)
  if (alone && !known) {
    if (shared.size >= MOST) shared.clear()
    shared.set(text, factory)
  }
  return factory(machine, frame.constants, frame.room, tools)
}
