/** What a deploy would change, field by field, before it is done; flows with problems stay as they run. */
import { diffFlows } from '@millrace/flow/diff.ts'
import type { DeployDiff } from '@millrace/flow/protocol-told.ts'
import { Rocket, ShieldAlert } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ask } from '../link/runtime.ts'
import { complain } from '../store/acts.ts'
import { useDraft } from '../store/draft.ts'
import { say, useView } from '../store/view.ts'
import { useTexts, words } from '../text/i18n.ts'
import controls from './controls.module.css'
import style from './deploy-dialog.module.css'
import { DeployFlow } from './deploy-flow.tsx'
import { Dialog } from './dialog.tsx'

const emptyFlow = { millrace: 1, name: '', nodes: {} } as const
const longestMs = 60_000

const DeployDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t } = useTexts()
  const [diff, setDiff] = useState<DeployDiff>()
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [message, setMessage] = useState('')
  const [busy, setBusy] = useState(false)
  const open = useDraft(({ draft }) => draft?.flow)

  useEffect(() => {
    ask('deploy.diff', {}).then((now) => {
      setDiff(now)
      setLeft(new Set(now.flows.filter(({ faults }) => faults.length > 0).map(({ flow }) => flow)))
    }, complain)
  }, [])

  const flows = [...(diff?.flows ?? [])].sort((a, b) => Number(b.flow === open) - Number(a.flow === open))
  const chosen = flows.filter(({ flow }) => !left.has(flow))
  const deploy = async () => {
    setBusy(true)
    try {
      const done = await ask('deploy', { flows: chosen.map(({ flow, rev }) => ({ flow, rev })), message }, longestMs)
      say(words('deploy.done', { release: done.release, ms: Math.round(done.tookMs) }))
      onClose()
    } catch (error) {
      complain(error)
      setBusy(false)
    }
  }
  const toggle = (flow: string) => setLeft(new Set(left.has(flow) ? [...left].filter((one) => one !== flow) : [...left, flow]))
  const see = (flow: string) => {
    if (left.has(flow)) useView.setState({ dock: 'problems' })
  }

  return (
    <Dialog title={t('deploy.title')} wide onClose={onClose} testId="deploy-dialog">
      {!diff && <p className={controls.soft}>{t('deploy.loading')}</p>}
      {diff && flows.length === 0 && <p className={controls.soft}>{t('deploy.nothing')}</p>}
      {flows.map((one) => (
        <DeployFlow
          key={one.flow}
          flow={one.flow}
          name={one.draft.name}
          first={one.deployed === null}
          faults={one.faults}
          difference={diffFlows(one.deployed ?? emptyFlow, one.draft)}
          chosen={!left.has(one.flow)}
          onToggle={() => toggle(one.flow)}
          onProblems={() => see(one.flow)}
        />
      ))}
      {diff && diff.disarms.length > 0 && (
        <p className={style.disarms}>
          <ShieldAlert size={15} aria-hidden />
          {t('deploy.disarms', { names: diff.disarms.join(', ') })}
        </p>
      )}
      {flows.length > 0 && (
        <label className={style.message}>
          {t('deploy.message')}
          <input
            className={controls.input}
            value={message}
            onChange={(event) => setMessage(event.target.value)}
            placeholder={t('deploy.message-example')}
            data-testid="deploy-message"
          />
        </label>
      )}
      <footer>
        <button type="button" className={controls.button} onClick={onClose}>
          {t('cancel')}
        </button>
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={busy || chosen.length === 0}
          onClick={() => void deploy()}
          data-testid="deploy-go"
        >
          <Rocket size={15} aria-hidden />
          {t(busy ? 'deploy.going' : 'deploy.go')}
        </button>
      </footer>
    </Dialog>
  )
}

export default DeployDialog
