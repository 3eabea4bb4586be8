/** Takes in what a source gave, row by row; or rows that go straight to a node's inputs or outputs (a test, a retry). */
import { Quality, Sample } from '@millrace/flow'
import type { Emitted } from '@millrace/flow/entry.ts'
import { markHeld, openInput } from './layout.ts'
import type { Machine } from './machine.ts'
import type { PlanInput, PlanNode, PlanWire } from './plan.ts'
import type { Ticks } from './ticks.ts'

/** Gives what is wrong with it, if anything; then nothing is taken in. */
export const takeEmission = (machine: Machine, ticks: Ticks, node: PlanNode, entry: Emitted): string | undefined => {
  const { admission, at } = machine
  const source = node.definition.kind === 'source' && !entry.input
  if (!source) {
    const wrong = open(machine, ticks, node, entry)
    if (wrong !== undefined) return wrong
  }
  for (const { key = '', time = at.now, ports } of entry.rows) {
    const k = admission.take(key)
    if (k < 0) continue
    if (source) ticks.row(node, k, ports, time)
    else {
      machine.tick++
      for (const [port, given] of Object.entries(ports)) {
        const wire = entry.input ? node.inputs.find(({ name }) => name === port)?.feed : outputOf(node, port)
        if (!wire || given === undefined) continue
        if (given instanceof Sample) ticks.inject(wire, given.value, given.quality, Number.isNaN(given.time) ? time : given.time)
        else ticks.inject(wire, given, Quality.Good, time)
      }
      ticks.from(node.segment, k)
    }
  }
  return undefined
}

const outputOf = (node: PlanNode, port: string): PlanWire | undefined =>
  node.error?.port === port ? node.error : node.outputs.find((wire) => wire.port === port)

/** Makes ready for samples at places where none come from in the flow itself. */
const open = (machine: Machine, ticks: Ticks, node: PlanNode, { rows, input }: Emitted): string | undefined => {
  const places = new Set(rows.flatMap(({ ports }) => Object.keys(ports)))
  const inputs: PlanInput[] = []
  const outputs: PlanWire[] = []
  for (const place of places) {
    const into = input ? node.inputs.find(({ name }) => name === place) : undefined
    const out = input ? undefined : outputOf(node, place)
    if (into) inputs.push(into)
    else if (out) outputs.push(out)
    else return `${node.name} has no ${input ? 'input' : 'output'} "${place}"`
  }
  if (inputs.some(({ feed }) => !feed)) feedable(machine, ticks, node, inputs)
  ticks.open(outputs)
  return undefined
}

/** Gives inputs wires of their own, which from now on hold what the inputs have. */
export const feedable = (machine: Machine, ticks: Ticks, node: PlanNode, inputs: readonly PlanInput[]): void => {
  for (const input of inputs) {
    if (input.feed) continue
    const feed = openInput(input)
    markHeld(node)
    if (feed.held && input.from) machine.hold(feed).copy(machine.hold(input.from))
  }
  ticks.renew(node.segment)
}
