/** The dock below the canvas: problems, debug lines, alarms, connections, parameters. */
import { ChevronDown } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useChecked } from '../check/checked.ts'
import { useAlarms } from '../store/alarms.ts'
import { useSession } from '../store/session.ts'
import { useView, type Dock as Which } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import style from './dock.module.css'
import { IconButton } from './icon-button.tsx'

const panels = {
  problems: lazy(() => import('./problems.tsx')),
  debug: lazy(() => import('./debug.tsx')),
  alarms: lazy(() => import('./alarms.tsx')),
  connections: lazy(() => import('./connections.tsx')),
  parameters: lazy(() => import('./parameters.tsx')),
} satisfies Record<Which, unknown>

const names = Object.keys(panels) as Which[]

export const Dock = () => {
  const { t } = useTexts()
  const open = useView((view) => view.dock)
  const faults = useChecked((checked) => checked.faults.length)
  const debug = useSession((session) => session.debug.length)
  const connections = useSession((session) => session.connections.filter(({ state }) => state === 'down').length)
  const alarms = useAlarms().filter(({ alarm }) => alarm.active || !alarm.acked).length
  const counts: Partial<Record<Which, number>> = { problems: faults, debug, alarms, connections }
  const grave: Partial<Record<Which, boolean>> = { problems: faults > 0, alarms: alarms > 0, connections: connections > 0 }
  const Panel = open && panels[open]
  return (
    <section className={style.dock} aria-label={t('dock.title')}>
      <div className={style.tabs} role="tablist" aria-label={t('dock.title')}>
        {names.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`dock-tab-${name}`}
            aria-selected={open === name}
            aria-controls="dock-panel"
            data-testid={`dock ${name}`}
            onClick={() => useView.setState({ dock: open === name ? null : name })}
          >
            {t(`dock.${name}`)}
            {(counts[name] ?? 0) > 0 && <small data-grave={grave[name] ?? false}>{counts[name]}</small>}
          </button>
        ))}
        {open && (
          <span className={style.shut}>
            <IconButton icon={ChevronDown} label={t('dock.close')} onPress={() => useView.setState({ dock: null })} />
          </span>
        )}
      </div>
      {Panel && (
        <div className={style.panel} id="dock-panel" role="tabpanel" aria-labelledby={`dock-tab-${open}`}>
          <Suspense>
            <Panel />
          </Suspense>
        </div>
      )}
    </section>
  )
}
