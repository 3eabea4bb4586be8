/** Entries that are not samples: wakes that are due, operators' commands, replies to calls. */
import { Quality, Refusal } from '@millrace/flow'
import type { Commanded, Replied } from '@millrace/flow/entry.ts'
import { timeToLive } from './calls.ts'
import type { Machine } from './machine.ts'
import { nobody } from './moment.ts'
import type { PlanNode } from './plan.ts'
import { NONE, outer } from './quality.ts'
import type { Ticks } from './ticks.ts'

type Fields = Readonly<Record<string, unknown>>

const stand = ({ at }: Machine, node: PlanNode, k: number, time: number, quality: number) =>
  Object.assign(at, { time, quality, node: node.index, k, who: nobody })

export const takeWake = (machine: Machine, ticks: Ticks, node: PlanNode, k: number, due: number): void => {
  const { definition } = node
  if (definition.kind === 'call') expire(machine, ticks, node, k, due)
  if (definition.kind !== 'fold' || !definition.wake) return
  const given = machine.wakeQuality(node)?.of[k] ?? NONE
  const q = given === NONE ? 0 : given
  stand(machine, node, k, due, outer(q))
  let out: Fields | undefined
  try {
    out = definition.wake(machine.configAt(node, k) as never, machine.stateAt(node, k) as never, machine.at)
  } catch (error) {
    ticks.fail(node, k, error, {}, due)
  }
  if (out) ticks.put(node, k, out, definition.judges ? 0 : q, due)
}

/** Gives what is wrong with it, if anything. A command that the node refuses changes nothing but speaks on its error port. */
export const takeCommand = (machine: Machine, ticks: Ticks, entry: Commanded): string | undefined => {
  const node = machine.plan.node(entry.node)
  if (!node) return `there is no node "${entry.node}"`
  const { definition } = node
  const { now } = machine.at
  const k = machine.keys.find(entry.key)
  machine.keys.touch(k ?? 0, now)
  const refuse = (error: unknown) => ticks.fail(node, k ?? 0, error, { command: entry.command, key: entry.key, ...entry.args }, now, true)
  const no = (en: string, zh: string) => refuse(new Refusal('command-refused', { en, zh }))
  let out: Fields | undefined
  if (definition.kind !== 'fold' || !definition.obey || !definition.commands?.includes(entry.command))
    no(`${entry.node} knows no command "${entry.command}"`, `${entry.node} 不支持命令 "${entry.command}"`)
  else if (k === undefined) no(`${entry.node} has nothing for "${entry.key}" yet`, `${entry.node} 尚无 "${entry.key}" 的状态`)
  else {
    stand(machine, node, k, now, Quality.Good)
    const { command, args, by, why } = entry
    const order = { command, args, by, ...(why !== undefined && { why }) }
    try {
      out = definition.obey(machine.configAt(node, k) as never, machine.stateAt(node, k) as never, order, machine.at)
    } catch (error) {
      refuse(error)
    }
    if (out) ticks.put(node, k, out, 0, now)
  }
  return undefined
}

export const takeReply = (machine: Machine, ticks: Ticks, entry: Replied): string | undefined => {
  const node = machine.plan.node(entry.node)
  if (!node) return `there is no node "${entry.node}"`
  const asked = machine.calls.answered(node, entry.to, entry.index)
  if (!asked) return `${entry.node} has not asked in entry ${entry.to}, or has its reply already`
  const { k, carried } = asked
  const { now } = machine.at
  const { refused } = entry
  if (refused !== undefined) ticks.fail(node, k, new Refusal('call-failed', { en: refused, zh: refused }), carried, now)
  else ticks.put(node, k, { ...carried, ...entry.ports }, 0, now)
  return undefined
}

/** A call's time is up: the outputs turn Bad for each question that has waited long enough. */
const expire = (machine: Machine, ticks: Ticks, node: PlanNode, k: number, due: number): void => {
  const seconds = timeToLive(machine.configAt(node, k)) / 1000
  for (const { carried } of machine.calls.expired(node.index, k, due)) {
    const late = new Refusal('call-timeout', { en: `no reply within ${seconds} s`, zh: `${seconds} 秒内无应答` })
    ticks.fail(node, k, late, carried, due)
  }
}
