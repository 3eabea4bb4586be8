/** The tests in a document speak of nodes, ports and parameters that have to be there. */

import type { FlowDocument, Step } from '../document.ts'
import { readDuration } from '../duration.ts'
import { fault } from '../fault.ts'
import type { Words } from '../words.ts'
import { type Found, rank } from './found.ts'
import type { Known } from './known.ts'

export const checkTests = ({ tests }: FlowDocument, known: Known, found: Found): void => {
  for (const [test, steps] of Object.entries(tests ?? {})) {
    steps.forEach((step, i) => {
      for (const why of wrongWith(step, known)) found.add(rank.after, fault('test-step', `tests.${test}.${i}`, { why }))
    })
  }
}

/** Words of a `feed` that are not ports. */
const reserved = new Set(['feed', 'key', 'time', 'quality', 'now', 'rows'])

const wrongWith = (step: Step, known: Known): Words[] => {
  const node = (name: string): Words[] =>
    known.ports(name) || known.guessed(name) ? [] : [{ en: `there is no node "${name}"`, zh: `没有节点 "${name}"` }]
  const port = (name: string, side: 'in' | 'out', wanted: string): Words[] => {
    const ports = known.guessed(name) ? undefined : known.ports(name)
    if (!ports || ports[side].some((one) => one.name === wanted)) return []
    return side === 'in'
      ? [{ en: `"${name}" has no input "${wanted}"`, zh: `"${name}" 没有输入 "${wanted}"` }]
      : [{ en: `"${name}" has no output "${wanted}"`, zh: `"${name}" 没有输出 "${wanted}"` }]
  }
  const duration = (text: unknown): Words[] =>
    typeof text !== 'string' || readDuration(text) !== undefined
      ? []
      : [{ en: `"${text}" is not a duration such as 10 s`, zh: `"${text}" 不是有效时长(如 10 s)` }]

  if (has(step, 'feed')) {
    const fed = Object.keys(step).filter((name) => !reserved.has(name))
    return [
      ...node(step.feed),
      ...fed.flatMap((name) => (name.startsWith('in.') ? port(step.feed, 'in', name.slice(3)) : port(step.feed, 'out', name))),
    ]
  }
  if (has(step, 'wait')) return duration(step.wait)
  if (has(step, 'command')) return node(step.node)
  if (has(step, 'reply')) return node(step.reply)
  if (has(step, 'parameter')) {
    const { parameter } = step
    return Object.hasOwn(known.parameters, parameter) ? [] : [{ en: `there is no parameter "${parameter}"`, zh: `没有参数 "${parameter}"` }]
  }
  const dot = step.expect.lastIndexOf('.')
  const name = dot < 0 ? step.expect : step.expect.slice(0, dot)
  return [...node(name), ...(dot < 0 ? [] : port(name, 'out', step.expect.slice(dot + 1))), ...duration(step.within)]
}

const has = <K extends string>(step: Step, word: K): step is Extract<Step, { readonly [W in K]: string }> => word in step
