/** One flow of a deploy: its changes with a sign for what was added, removed or changed. */
import type { Change } from '@millrace/flow/diff/change.ts'
import type { Difference } from '@millrace/flow/diff.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import { TriangleAlert } from 'lucide-react'
import { useTexts } from '../text/i18n.ts'
import controls from './controls.module.css'
import style from './deploy-dialog.module.css'

interface Props {
  readonly flow: string
  readonly name: string
  readonly first: boolean
  readonly faults: readonly Fault[]
  readonly difference: Difference
  readonly chosen: boolean
  readonly onToggle: () => void
  readonly onProblems: () => void
}

const most = 200

const signOf = ({ what, from, to }: Change): '+' | '−' | '~' => {
  if (what === 'node-added' || (from === undefined && to !== undefined)) return '+'
  return what === 'node-removed' || (to === undefined && from !== undefined) ? '−' : '~'
}

export const DeployFlow = ({ flow, name, first, faults, difference, chosen, onToggle, onProblems }: Props) => {
  const { t, say } = useTexts()
  const { logic, drawing } = difference
  return (
    <section className={style.flow} data-testid={`deploy ${flow}`}>
      <label className={controls.row}>
        <input type="checkbox" className={controls.check} checked={chosen} disabled={faults.length > 0} onChange={onToggle} />
        <b>{name}</b>
        <span className={controls.soft}>{flow}</span>
        {first && <span className={controls.soft}>{t('deploy.first')}</span>}
        {faults.length > 0 && (
          <button type="button" className={style.wrong} onClick={onProblems}>
            <TriangleAlert size={13} aria-hidden />
            {t('deploy.faults', { count: faults.length })}
          </button>
        )}
      </label>
      <ul className={style.changes} hidden={faults.length > 0}>
        {logic.slice(0, most).map((change) => (
          <li key={`${change.what} ${change.at}`} data-sign={signOf(change)}>
            <i>{signOf(change)}</i>
            {say(change.says)}
          </li>
        ))}
        {logic.length > most && <li>{t('form.more-rows', { count: logic.length - most })}</li>}
        {drawing.map((change) => (
          <li key={`${change.what} ${change.at}`} className={style.drawing}>
            <i>·</i>
            {say(change.says)}
          </li>
        ))}
      </ul>
    </section>
  )
}
