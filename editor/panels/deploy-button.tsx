/** Deploys what changed, after showing it; says when there is nothing to deploy or no right to. */
import { Rocket } from 'lucide-react'
import { useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import controls from './controls.module.css'

export const DeployButton = () => {
  const { t } = useTexts()
  const changed = useSession((session) => session.flows.filter((flow) => flow.changed).length)
  const pending = useDraft(({ draft }) => (draft?.pending.length ?? 0) > 0)
  const online = useSession((session) => session.online)
  const may = useSession((session) => session.hello?.role === 'engineer' || session.hello?.role === 'admin')
  return (
    <button
      type="button"
      className={`${controls.button} ${controls.main}`}
      disabled={!online || !may || (changed === 0 && !pending)}
      title={t(may ? 'bar.deploy-help' : 'bar.deploy-no-right')}
      onClick={() => useView.setState({ opened: 'deploy' })}
      data-testid="deploy"
    >
      <Rocket size={15} aria-hidden />
      {t('bar.deploy')}
    </button>
  )
}
