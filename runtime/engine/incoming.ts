/** Entries that are not samples: wakes that are due, operators' commands, replies to calls. */
import { Quality, Refusal } from '@millrace/flow'
import type { Commanded, Replied } from '@millrace/flow/entry.ts'
import type { FlatView } from './flat.ts'
import { type Machine, TIME_TO_LIVE } from './machine.ts'
import type { Plan, PlanNode } from './plan.ts'

/** The engine as these see it. */
export interface Ticking {
  readonly plan: Plan
  readonly machine: Machine
  put(node: number, k: number, out: Readonly<Record<string, unknown>>, quality: number, time: number): void
  putError(node: number, k: number, record: unknown, time: number, refused?: boolean): void
}

const stateAt = (engine: Ticking, node: number, k: number): object => {
  const { machine } = engine
  const state = machine.states[node] as FlatView | object[]
  if (!Array.isArray(state)) {
    state.k = k
    return state
  }
  state[k] ??= machine.newState(node, k)
  return state[k] as object
}

export const takeWake = (engine: Ticking, node: number, k: number, due: number): void => {
  const { machine } = engine
  const { definition } = engine.plan.nodes[node] as PlanNode
  if (definition.kind === 'call') expire(engine, node, k, due)
  if (definition.kind !== 'fold' || !definition.wake) return
  const quality = machine.lastQuality[node]?.[k] ?? Quality.Good
  Object.assign(machine.at, { time: due, quality, node, k, key: machine.keys.names[k] ?? '', who: undefined })
  const before = machine.subTicks.length
  try {
    const out = definition.wake(machine.configAt(node, k) as never, stateAt(engine, node, k) as never, machine.at)
    if (out) engine.put(node, k, out, 'judges' in definition && definition.judges ? Quality.Good : quality, due)
  } catch (error) {
    machine.subTicks.length = before
    engine.putError(node, k, machine.fail(node, k, error, {}, due), due)
  }
}

export const takeCommand = (engine: Ticking, entry: Commanded): string | undefined => {
  const { machine, plan } = engine
  const node = plan.node(entry.node)
  if (!node) return `there is no node "${entry.node}"`
  const { definition, index } = node
  const { now } = machine.at
  const k = machine.keys.find(entry.key)
  const refuse = (en: string, zh: string) => {
    engine.putError(
      index,
      k ?? 0,
      machine.fail(index, k ?? 0, new Refusal('command-refused', { en, zh }), { command: entry.command, ...entry.args }, now),
      now,
      true,
    )
    return undefined
  }
  if (definition.kind !== 'fold' || !definition.obey || !definition.commands?.includes(entry.command)) {
    return refuse(`${entry.node} knows no command "${entry.command}"`, `${entry.node} 不支持命令 "${entry.command}"`)
  }
  if (k === undefined) return refuse(`${entry.node} has nothing for "${entry.key}" yet`, `${entry.node} 尚无 "${entry.key}" 的状态`)
  Object.assign(machine.at, { time: now, quality: Quality.Good, node: index, k, key: entry.key, who: undefined })
  try {
    const { command, args, by, why } = entry
    const order = { command, args, by, ...(why !== undefined && { why }) }
    const out = definition.obey(machine.configAt(index, k) as never, stateAt(engine, index, k) as never, order, machine.at)
    if (out) engine.put(index, k, out, Quality.Good, now)
  } catch (error) {
    const record = machine.fail(index, k, error, { command: entry.command, ...entry.args }, now)
    engine.putError(index, k, record, now, true)
  }
  return undefined
}

export const takeReply = (engine: Ticking, entry: Replied): string | undefined => {
  const { machine, plan } = engine
  const node = plan.node(entry.node)
  if (!node) return `there is no node "${entry.node}"`
  const asked = [...machine.asked].find(
    ([, one]) => one.node === node.index && one.entry === entry.to && (entry.index === undefined || one.index === entry.index),
  )
  if (!asked) return `${entry.node} has not asked in entry ${entry.to}, or has its reply already`
  const [id, { k, carried }] = asked
  machine.asked.delete(id)
  const { now } = machine.at
  if (entry.refused !== undefined) {
    engine.putError(
      node.index,
      k,
      machine.fail(node.index, k, new Refusal('call-failed', { en: entry.refused, zh: entry.refused }), carried, now),
      now,
    )
    return undefined
  }
  engine.put(node.index, k, { ...carried, ...entry.ports }, Quality.Good, now)
  return undefined
}

/** A call's time is up: those that have waited long enough turn Bad; the others ask to be looked at again. */
const expire = (engine: Ticking, node: number, k: number, due: number): void => {
  const { machine } = engine
  const limit = timeToLive(engine, node, k)
  for (const [id, one] of [...machine.asked]) {
    if (one.node !== node || one.k !== k) continue
    if (one.at + limit > due) {
      machine.wakes.set(node, k, one.at + limit)
      return
    }
    machine.asked.delete(id)
    const late = new Refusal('call-timeout', { en: `no reply within ${limit / 1000} s`, zh: `${limit / 1000} 秒内无应答` })
    engine.putError(node, k, machine.fail(node, k, late, one.carried, due), due)
  }
}

const timeToLive = (engine: Ticking, node: number, k: number): number => {
  const { timeout } = engine.machine.configAt(node, k)
  return typeof timeout === 'number' && timeout > 0 ? timeout : TIME_TO_LIVE
}
