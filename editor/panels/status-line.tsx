/** How things stand, in one line: the link, what runs, what is wrong, what is selected. */
import { Circle, CircleCheck, CircleX, TriangleAlert, Unplug } from 'lucide-react'
import { useChecked } from '../check/checked.ts'
import { useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import style from './status-line.module.css'

export const StatusLine = () => {
  const { t } = useTexts()
  const online = useSession((session) => session.online)
  const hello = useSession((session) => session.hello)
  const flow = useDraft(({ draft }) => draft?.flow)
  const info = useSession((session) => session.flows.find((one) => one.flow === flow))
  const pending = useDraft(({ draft }) => draft?.pending.length ?? 0)
  const faults = useChecked((checked) => checked.faults.length)
  const down = useSession((session) => session.connections.filter(({ state }) => state === 'down').length)
  const nodes = useView((view) => view.nodes)
  const wires = useView((view) => view.wires.size)
  const chosen =
    nodes.size === 1
      ? [...nodes][0]
      : nodes.size > 1
        ? t('status.nodes', { count: nodes.size })
        : wires > 0
          ? t('status.wires', { count: wires })
          : ''
  return (
    <footer className={style.line} data-testid="status">
      <span>
        {online ? <CircleCheck size={12} aria-hidden /> : <CircleX size={12} aria-hidden />}
        {t(online ? (pending > 0 ? 'status.saving' : 'status.saved') : 'status.offline')}
      </span>
      {info && (
        <span data-testid="run-state">
          {info.run === 'failed' ? <CircleX size={12} className={style.bad} aria-hidden /> : <Circle size={12} aria-hidden />}
          {t(`flow.${info.run}`)}
          {info.release !== undefined && ` · ${t('status.release', { release: info.release })}`}
        </span>
      )}
      <button type="button" onClick={() => useView.setState({ dock: 'problems' })} className={faults > 0 ? style.warn : undefined}>
        <TriangleAlert size={12} aria-hidden />
        {t('status.problems', { count: faults })}
      </button>
      {down > 0 && (
        <button type="button" onClick={() => useView.setState({ dock: 'connections' })} className={style.bad}>
          <Unplug size={12} aria-hidden />
          {t('status.down', { count: down })}
        </button>
      )}
      <span className={style.grow} aria-live="polite">
        {chosen}
      </span>
      <span>{hello && `${hello.user} · Millrace ${hello.versions.millrace}`}</span>
    </footer>
  )
}
