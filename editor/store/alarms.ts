/** The project's present alarms, the ones that need a person first, and the commands that people give them. */
import type { AlarmRecord } from '@millrace/flow/alarm-record.ts'
import { useMemo } from 'react'
import { ask } from '../link/runtime.ts'
import { complain } from './acts.ts'
import { useSession } from './session.ts'

export interface Ringing {
  readonly flow: string
  readonly alarm: AlarmRecord
}

const order = ['critical', 'urgent', 'high', 'medium', 'low']
const urgency = ({ alarm }: Ringing) => {
  const at = order.indexOf(alarm.priority)
  return (alarm.acked ? 100 : 0) + (alarm.active ? 0 : 50) + (at < 0 ? order.length : at)
}

export const useAlarms = (): readonly Ringing[] => {
  const alarms = useSession((session) => session.alarms)
  return useMemo(
    () =>
      Object.entries(alarms)
        .flatMap(([flow, those]) => those.map((alarm) => ({ flow, alarm })))
        .sort((a, b) => urgency(a) - urgency(b) || b.alarm.since - a.alarm.since),
    [alarms],
  )
}

export const acknowledge = ({ flow, alarm }: Ringing): Promise<void> =>
  ask('alarm.command', { flow, node: alarm.node, key: alarm.key, command: 'acknowledge' }).then(() => undefined, complain)
