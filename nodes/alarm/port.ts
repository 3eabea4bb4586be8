/** The output on which an alarm node says what changed: `flow/alarm-record.ts` as a port type. */
import { boolean, json, number, record, text } from '@millrace/flow'

export const transitions = () =>
  record(
    {
      state: text(),
      active: boolean(),
      acked: boolean(),
      level: json(),
      priority: text(),
      value: number(),
      limit: json(),
      since: number({ unit: 'ms' }),
      conditionSince: number({ unit: 'ms', optional: true }),
      raisedAt: number({ unit: 'ms', optional: true }),
      by: text({ optional: true }),
      why: text({ optional: true }),
    },
    { event: true, effect: 'alarm' },
  )
