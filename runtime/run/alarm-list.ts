/** The alarms of a running flow that are not normal. */
import type { AlarmRecord } from '@millrace/flow/alarm-record.ts'
import type { Effect } from '@millrace/flow/entry.ts'

export interface AlarmList {
  /** Takes a transition in; an alarm that is normal again leaves the list. */
  take(effect: Effect): void
  all(): readonly AlarmRecord[]
}

export const alarmList = (changed: () => void): AlarmList => {
  const present = new Map<string, AlarmRecord>()
  return {
    take(effect) {
      const record = effect.value as AlarmRecord
      if (record.state === 'A') present.delete(record.id)
      else present.set(record.id, record)
      changed()
    },
    all: () => [...present.values()],
  }
}
