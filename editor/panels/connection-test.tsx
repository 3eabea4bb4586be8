/** Asks the peer, and says in one sentence what it answered. */
import { PlugZap } from 'lucide-react'
import { useState } from 'react'
import { ask, Refused } from '../link/runtime.ts'
import { useTexts } from '../text/i18n.ts'
import style from './connection-dialog.module.css'
import controls from './controls.module.css'

const longestMs = 60_000

export const ConnectionTest = ({ name, save }: { readonly name: string; readonly save: () => Promise<void> }) => {
  const { t, say } = useTexts()
  const [found, setFound] = useState<{ readonly good: boolean; readonly says: string }>()
  const [busy, setBusy] = useState(false)

  const test = async () => {
    setBusy(true)
    try {
      await save()
      const { says } = await ask('connection.test', { name }, longestMs)
      setFound({ good: true, says })
    } catch (error) {
      const told = error instanceof Refused ? error.faults[0] : undefined
      setFound({ good: false, says: told ? say(told.says) : t('notice.no-answer') })
    } finally {
      setBusy(false)
    }
  }

  return (
    <>
      <button type="button" className={controls.button} disabled={busy} onClick={() => void test()} data-testid="test-connection">
        <PlugZap size={14} aria-hidden />
        {t(busy ? 'connection.testing' : 'connection.test')}
      </button>
      {found && (
        <span className={style.tested} data-good={found.good ? 'yes' : 'no'} role="status" data-testid="tested">
          {found.good ? '✓ ' : '✕ '}
          {found.says}
        </span>
      )}
    </>
  )
}
