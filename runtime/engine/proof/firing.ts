/** One firing as the contract says it: what the inputs have, whether the node is called, and what comes out. */
import { isBad, Quality, Sample, severity } from '@millrace/flow'
import type { CheckedInput, CheckedNode } from '@millrace/flow/checked.ts'
import type { At } from '@millrace/flow/kinds/at.ts'
import type { Type } from '@millrace/flow/type.ts'
import { type Came, type Memory, at as mapAt, nearestOf } from './memory.ts'

export interface Given {
  readonly input: CheckedInput
  /** undefined: an optional input without anything. Its time is NaN where it has none of its own. */
  readonly came: Came | undefined
  readonly fixed: boolean
}

export interface Firing {
  readonly given: readonly Given[]
  readonly quality: number
  readonly time: number
  readonly at: At
}

const isUsed = (memory: Memory, node: CheckedNode, input: CheckedInput): boolean =>
  input.wire !== undefined ||
  input.literal !== undefined ||
  input.parameter !== undefined ||
  input.initial !== undefined ||
  memory.fed.has(`${node.name}.in.${input.name}`)

/** undefined where a required input has nothing. */
export const firingOf = (memory: Memory, node: CheckedNode, key: string, arrived: ReadonlyMap<string, Came>): Firing | undefined => {
  const used = node.in.filter((input) => isUsed(memory, node, input))
  if (node.in.some((input) => !input.optional && !used.includes(input))) return undefined
  const given = used.map((input): Given => {
    const fixed = input.wire === undefined && !memory.fed.has(`${node.name}.in.${input.name}`)
    return { input, came: arrived.get(input.name) ?? standing(memory, node, input, key), fixed }
  })
  if (given.some(({ input, came }) => !came && !input.optional)) return undefined
  let quality: number | undefined
  let time = Number.NEGATIVE_INFINITY
  for (const { came, fixed } of given) {
    if (fixed || !came) continue
    quality = quality === undefined || severity(came.quality) > severity(quality) ? came.quality : quality
    if (came.time > time) time = came.time
  }
  const { now } = memory
  if (!Number.isFinite(time)) time = now
  quality ??= Quality.Good
  const told = { now, time, key, quality, arrived: (name: string) => arrived.has(name) }
  return { given, quality, time, at: { ...told, wake: (due) => memory.wake(node.name, key, due === null ? null : Math.max(due, now)) } }
}

/** What an input has in a tick in which nothing arrived there. */
const standing = (memory: Memory, node: CheckedNode, input: CheckedInput, key: string): Came | undefined => {
  const timeless = (value: unknown) => ({ value, quality: Quality.Good, time: Number.NaN })
  if (memory.fromRegister(input)) {
    const register = memory.node(input.wire?.node ?? '') as CheckedNode
    const definition = memory.definition(register)
    const initial = definition.kind === 'register' ? definition.initial(memory.config(register, '') as never) : undefined
    return nearestOf(memory.registers.get(register.name), key) ?? timeless(initial)
  }
  const held = input.event ? undefined : nearestOf(memory.held.get(`${node.name}.in.${input.name}`), key)
  if (held && input.maxAge !== undefined && memory.now - held.arrival > input.maxAge)
    return { ...held, value: undefined, quality: Quality.BadNoData }
  if (held) return held
  if (input.literal !== undefined) return timeless(input.literal)
  if (input.parameter !== undefined) return timeless(memory.parameter(input.parameter, key))
  return input.initial === undefined ? undefined : timeless(input.initial)
}

/** Remembers what arrived, for ticks in which it does not. */
export const hold = (memory: Memory, node: CheckedNode, key: string, arrived: ReadonlyMap<string, Came>): void => {
  for (const [name, came] of arrived) {
    const input = node.in.find((one) => one.name === name)
    if (!came.late && (!input?.event || memory.definition(node).kind === 'gather'))
      mapAt(memory.held, `${node.name}.in.${name}`).set(key, { ...came, arrival: memory.now })
  }
}

export const values = ({ given }: Firing): Record<string, unknown> =>
  Object.fromEntries(given.map(({ input, came }) => [input.name, came && !isBad(came.quality) ? came.value : undefined]))

export const samples = ({ given, time }: Firing): Record<string, unknown> =>
  Object.fromEntries(
    given.map(({ input, came }) => [input.name, came && new Sample(came.value, came.quality, Number.isNaN(came.time) ? time : came.time)]),
  )

/** What a node gave for a port as it stands on the wire. */
export const settled = (type: Type, given: unknown, quality: number, time: number): Came => {
  const sample = given instanceof Sample ? given : new Sample(given, quality, time)
  const code = severity(sample.quality) === 3 ? (sample.quality & 0xbfffffff) >>> 0 : sample.quality >>> 0
  const stamp = Number.isNaN(sample.time) ? time : sample.time
  if (isBad(code)) return { value: undefined, quality: code, time: stamp }
  if (type.type === 'number' && typeof sample.value !== 'number') return { value: undefined, quality: Quality.BadTypeMismatch, time: stamp }
  if (type.type === 'number' && !Number.isFinite(sample.value)) return { value: undefined, quality: Quality.BadOutOfRange, time: stamp }
  return { value: sample.value, quality: code, time: stamp }
}
