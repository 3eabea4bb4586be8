/** The write guard: which tags may be written within which limits, whether writes are armed, and what a restart does. */
import type { Allowed } from '@millrace/flow/allowed.ts'
import type { ConnectionInfo } from '@millrace/flow/protocol-told.ts'
import { ShieldAlert, ShieldCheck } from 'lucide-react'
import { useState } from 'react'
import { Grid } from '../form/grid.tsx'
import type { Row } from '../form/rows.ts'
import type { Column } from '../form/schema.ts'
import { ask } from '../link/runtime.ts'
import { complain } from '../store/acts.ts'
import { useTexts, words } from '../text/i18n.ts'
import style from './connection-dialog.module.css'
import controls from './controls.module.css'

type Guard = NonNullable<ConnectionInfo['guard']>

const columns = (): readonly Column[] =>
  (['tag', 'min', 'max', 'perMinute'] as const).map((name) => ({
    name,
    schema: { type: name === 'tag' ? 'string' : 'number', 'x-title': words(`guard.${name}`) },
  }))

const rowOf = ({ tag, min, max, perMinute }: Allowed): Row => ({
  tag,
  ...(min !== undefined && { min }),
  ...(max !== undefined && { max }),
  ...(perMinute !== undefined && { perMinute }),
})

const none: ReadonlySet<string> = new Set()

export const GuardSection = ({ name, guard }: { readonly name: string; readonly guard: Guard }) => {
  const { t } = useTexts()
  const [rows, setRows] = useState<readonly Row[]>(guard.allow.map(rowOf))
  const [onRestart, setOnRestart] = useState(guard.onRestart)
  const allow = rows.flatMap((row): Allowed[] => {
    const { tag, min, max, perMinute } = row
    if (typeof tag !== 'string' || tag === '') return []
    return [
      {
        tag,
        ...(typeof min === 'number' && { min }),
        ...(typeof max === 'number' && { max }),
        ...(typeof perMinute === 'number' && { perMinute }),
      },
    ]
  })
  const Sign = guard.armed ? ShieldAlert : ShieldCheck
  return (
    <section className={style.section} data-testid="guard">
      <h3>{t('guard.title')}</h3>
      <p className={controls.soft}>{t('guard.help')}</p>
      <Grid columns={columns()} rows={rows} wrong={none} onChange={setRows} />
      <label className={controls.row}>
        {t('guard.on-restart')}
        <select
          className={controls.input}
          value={onRestart}
          onChange={(event) => setOnRestart(event.target.value === 'stay-armed' ? 'stay-armed' : 'disarm')}
        >
          <option value="disarm">{t('guard.disarm-then')}</option>
          <option value="stay-armed">{t('guard.stay-armed')}</option>
        </select>
        <button
          type="button"
          className={controls.button}
          onClick={() => void ask('connection.allow', { name, allow, onRestart }).catch(complain)}
          data-testid="save-guard"
        >
          {t('guard.save')}
        </button>
      </label>
      <div className={style.armed} data-armed={guard.armed}>
        <Sign size={16} aria-hidden />
        <span className={controls.grow}>
          {t(guard.armed ? 'guard.armed' : 'guard.disarmed')}
          {guard.by !== undefined && ` · ${guard.by}`}
        </span>
        <button
          type="button"
          className={controls.button}
          onClick={() => void ask('connection.arm', { name, armed: !guard.armed }).catch(complain)}
          data-testid="arm"
        >
          {t(guard.armed ? 'guard.disarm' : 'guard.arm')}
        </button>
      </div>
    </section>
  )
}
