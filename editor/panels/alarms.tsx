/** The project's present alarms as a table, in the words of ISA-18.2. */
import { BellRing } from 'lucide-react'
import { clockText, valueText } from '../live/format.ts'
import { acknowledge, useAlarms } from '../store/alarms.ts'
import { useTexts } from '../text/i18n.ts'
import controls from './controls.module.css'

const Alarms = () => {
  const { t } = useTexts()
  const alarms = useAlarms()
  if (alarms.length === 0) return <p className={controls.empty}>{t('alarm.none')}</p>
  return (
    <table className={controls.table} data-testid="alarms">
      <thead>
        <tr>
          {(['state', 'flow', 'node', 'key', 'level', 'value', 'limit', 'since'] as const).map((column) => (
            <th key={column}>{t(`alarm.${column}`)}</th>
          ))}
          <th />
        </tr>
      </thead>
      <tbody>
        {alarms.map(({ flow, alarm }) => (
          <tr key={`${flow} ${alarm.id} ${alarm.key}`}>
            <td>
              <span className={controls.row}>
                {!alarm.acked && <BellRing size={13} aria-hidden />}
                {t(`alarm.states.${alarm.state}`)}
              </span>
            </td>
            <td>{flow}</td>
            <td>{alarm.node}</td>
            <td>{alarm.key}</td>
            <td>{alarm.level === null ? '' : t(`alarm.levels.${alarm.level}`, alarm.level)}</td>
            <td className={controls.number}>
              {typeof alarm.value === 'number' ? valueText(alarm.value, alarm.unit) : String(alarm.value ?? '')}
            </td>
            <td className={controls.number}>{alarm.limit === null ? '' : valueText(alarm.limit, alarm.unit)}</td>
            <td className={controls.number}>{clockText(alarm.since).slice(0, 8)}</td>
            <td>
              {!alarm.acked && (
                <button
                  type="button"
                  className={`${controls.button} ${controls.small}`}
                  onClick={() => void acknowledge({ flow, alarm })}
                  data-testid={`acknowledge ${flow} ${alarm.node} ${alarm.key}`}
                >
                  {t('alarm.acknowledge')}
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export default Alarms
