/** The project's flows: which is open, which differ from what runs, which have problems. */
import { CircleX, Plus, TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { complain, openFlow } from '../store/acts.ts'
import { useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import { IconButton } from './icon-button.tsx'
import style from './top-bar.module.css'

export const FlowTabs = () => {
  const { t } = useTexts()
  const flows = useSession((session) => session.flows)
  const open = useDraft(({ draft }) => draft?.flow)
  const name = useDraft(({ draft }) => draft?.document.name)
  const place = useRef<HTMLDivElement>(null)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a flow that came or was opened may have pushed the open one's tab out of sight
  useEffect(() => {
    place.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [open, flows.length])

  return (
    <>
      <div ref={place} className={style.tabs} role="tablist" aria-label={t('bar.flows')}>
        {flows.map((info) => (
          <button
            key={info.flow}
            type="button"
            role="tab"
            className={style.tab}
            aria-selected={info.flow === open}
            data-testid={`flow ${info.flow}`}
            title={info.why ?? t(`flow.${info.run}`)}
            onClick={() => void openFlow(info.flow).catch(complain)}
          >
            {info.run === 'failed' && <CircleX size={13} className={style.failed} aria-label={t('flow.failed')} />}
            <span>{info.flow === open ? (name ?? info.name) : info.name}</span>
            {info.faults > 0 && (
              <i className={style.wrong}>
                <TriangleAlert size={11} aria-hidden />
                {info.faults}
              </i>
            )}
            {info.changed && <i className={style.mark} role="img" aria-label={t('flow.changed')} title={t('flow.changed')} />}
          </button>
        ))}
      </div>
      <IconButton icon={Plus} label={t('bar.new-flow')} onPress={() => useView.setState({ opened: 'new-flow' })} testId="new-flow" />
    </>
  )
}
