/** The running flows: values on wires, parameters, alarms. */
import { valueWhy } from '@millrace/flow/check/parameter.ts'
import { fault } from '@millrace/flow/fault.ts'
import type { Running } from '@millrace/run/run-flow.ts'
import type { Handlers } from '../answering.ts'
import { no, Refused } from '../refused.ts'
import type { Site } from '../site.ts'

type Names = 'taps.set' | 'parameter.set' | 'alarms' | 'alarm.command'

export const liveAnswers = ({ work, taps, project }: Site): Pick<Handlers, Names> => {
  const runningOf = (flow: string): Running => {
    const running = work.run.flows.get(flow)?.running
    if (!running) throw no(flow, 'this flow does not run', '该流程未在运行')
    return running
  }

  return {
    'taps.set'(set, { line }) {
      if (!line) throw no('taps.set', 'live values come over a socket only', '实时值仅通过 socket 传送')
      taps.set(line, set)
      return {}
    },
    async 'parameter.set'({ flow, parameter: name, key, value }, { who }) {
      const running = runningOf(flow)
      const { parameters } = running.release().flow
      const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined
      if (!parameter) throw new Refused(fault('unknown-parameter', `${flow}.parameters.${name}`, { parameter: name }))
      const why = valueWhy(parameter, value)
      if (why) throw new Refused(fault('parameter', `${flow}.parameters.${name}`, { why }))
      await project.audit.record({ who: who.user, what: 'parameter', about: { flow, parameter: name, key, value } })
      await running.enter({ kind: 'parameter', parameter: name, key, value, by: who.user })
      return {}
    },
    alarms: () => [...work.run.flows.values()].map(({ name, running }) => ({ flow: name, alarms: running?.alarms() ?? [] })),
    async 'alarm.command'({ flow, node, key, command, args, why }, { who }) {
      const running = runningOf(flow)
      const { duration, oneShot, text } = args ?? {}
      const given = {
        ...(duration !== undefined && { duration }),
        ...(oneShot !== undefined && { oneShot }),
        ...(text !== undefined && { text }),
      }
      await project.audit.record({ who: who.user, what: command, about: { flow, node, key, ...given, ...(why !== undefined && { why }) } })
      await running.enter({ kind: 'command', node, key, command, args: given, by: who.user, ...(why !== undefined && { why }) })
      return {}
    },
  }
}
