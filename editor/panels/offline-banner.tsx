/** Says that the line to the runtime is gone, and what that means for the work at hand. */
import { CloudOff } from 'lucide-react'
import { useDraft } from '../store/draft.ts'
import { useSession } from '../store/session.ts'
import { useTexts } from '../text/i18n.ts'
import style from './strips.module.css'

export const OfflineBanner = () => {
  const { t } = useTexts()
  const lost = useSession(({ online, met }) => met && !online)
  const count = useDraft(({ draft }) => draft?.pending.length ?? 0)
  if (!lost) return null
  return (
    <p className={style.offline} role="alert">
      <CloudOff size={15} aria-hidden />
      {t('offline.lost')} {count > 0 && t('offline.kept', { count })}
    </p>
  )
}
