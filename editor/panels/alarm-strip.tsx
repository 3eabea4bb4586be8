/** The alarm that needs a person most, on top of everything, until somebody has acknowledged it. */
import { BellRing } from 'lucide-react'
import { clockText, valueText } from '../live/format.ts'
import { acknowledge, useAlarms } from '../store/alarms.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import controls from './controls.module.css'
import style from './strips.module.css'

export const AlarmStrip = () => {
  const { t } = useTexts()
  const waiting = useAlarms().filter(({ alarm }) => !alarm.acked && alarm.hidden !== true)
  const [top] = waiting
  if (!top) return null
  const { alarm, flow } = top
  return (
    <div className={style.alarm} role="alert" data-testid="alarm-strip">
      <BellRing size={15} aria-hidden />
      <b>
        {flow} · {alarm.node}
      </b>
      {alarm.key !== '' && <span>{alarm.key}</span>}
      {alarm.level !== null && <span>{t(`alarm.levels.${alarm.level}`, alarm.level)}</span>}
      <span>{t(`alarm.states.${alarm.state}`)}</span>
      <span className={controls.number}>
        {typeof alarm.value === 'number' ? valueText(alarm.value, alarm.unit) : ''}
        {alarm.limit !== null && ` (${t('alarm.limit')} ${valueText(alarm.limit, alarm.unit)})`}
      </span>
      <time className={controls.number}>{clockText(alarm.since).slice(0, 8)}</time>
      <span className={controls.grow} />
      {waiting.length > 1 && (
        <button type="button" className={`${controls.button} ${controls.small}`} onClick={() => useView.setState({ dock: 'alarms' })}>
          {t('alarm.more', { count: waiting.length - 1 })}
        </button>
      )}
      <button type="button" className={`${controls.button} ${controls.small}`} onClick={() => void acknowledge(top)}>
        {t('alarm.acknowledge')}
      </button>
    </div>
  )
}
