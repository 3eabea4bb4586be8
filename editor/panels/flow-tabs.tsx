/** The project's flows: which is open, which differ from what runs, which have problems. As many as fit are tabs; a list has them all. */
import type { FlowInfo } from '@millrace/flow/protocol-told.ts'
import { ChevronDown, CircleX, Plus, TriangleAlert } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { complain, openFlow } from '../store/acts.ts'
import { useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import { IconButton } from './icon-button.tsx'
import { inView } from './in-view.ts'
import style from './top-bar.module.css'

const narrowest = 116
const besideTabs = 76

const open = (flow: string) => void openFlow(flow).catch(complain)

export const FlowTabs = () => {
  const { t } = useTexts()
  const flows = useSession((session) => session.flows)
  const now = useDraft(({ draft }) => draft?.flow)
  const bar = useRef<HTMLDivElement>(null)
  const [room, setRoom] = useState(4)

  useEffect(() => {
    const size = new ResizeObserver(([entry]) => entry && setRoom(Math.floor((entry.contentRect.width - besideTabs) / narrowest)))
    if (bar.current) size.observe(bar.current)
    return () => size.disconnect()
  }, [])

  const shown = inView(
    flows,
    flows.findIndex(({ flow }) => flow === now),
    Math.max(1, room),
  )
  return (
    <div ref={bar} className={style.tabs}>
      <div role="tablist" aria-label={t('bar.flows')} className={style.list}>
        {shown.map((info) => (
          <Tab key={info.flow} info={info} chosen={info.flow === now} />
        ))}
      </div>
      {shown.length < flows.length && (
        <span className={style.all} title={t('bar.all-flows')}>
          <ChevronDown size={16} aria-hidden />
          <select value={now ?? ''} aria-label={t('bar.all-flows')} onChange={(event) => open(event.target.value)} data-testid="all-flows">
            {flows.map(({ flow, name }) => (
              <option key={flow} value={flow}>
                {name}
              </option>
            ))}
          </select>
        </span>
      )}
      <span className={style.plus}>
        <IconButton icon={Plus} label={t('bar.new-flow')} onPress={() => useView.setState({ opened: 'new-flow' })} testId="new-flow" />
      </span>
    </div>
  )
}

const Tab = ({ info, chosen }: { readonly info: FlowInfo; readonly chosen: boolean }) => {
  const { t } = useTexts()
  const name = useDraft(({ draft }) => (chosen ? draft?.document.name : undefined)) ?? info.name
  return (
    <button
      type="button"
      role="tab"
      className={style.tab}
      aria-selected={chosen}
      data-testid={`flow ${info.flow}`}
      title={`${name} · ${info.why ?? t(`flow.${info.run}`)}`}
      onClick={() => open(info.flow)}
    >
      {info.run === 'failed' && <CircleX size={13} className={style.failed} aria-label={t('flow.failed')} />}
      <span>{name}</span>
      {info.faults > 0 && (
        <i className={style.wrong}>
          <TriangleAlert size={11} aria-hidden />
          {info.faults}
        </i>
      )}
      {info.changed && <i className={style.mark} role="img" aria-label={t('flow.changed')} title={t('flow.changed')} />}
    </button>
  )
}
