/** What just happened or was refused, and what would help; read out to those who can't see it. */
import { Info, TriangleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import controls from './controls.module.css'
import { IconButton } from './icon-button.tsx'
import style from './notice-bar.module.css'

const goesAfterMs = 6_000
const shut = () => useView.setState({ notice: null })

export const NoticeBar = () => {
  const { t, say } = useTexts()
  const notice = useView((view) => view.notice)

  useEffect(() => {
    if (!notice || notice.grave || notice.action) return
    const timer = setTimeout(shut, goesAfterMs)
    return () => clearTimeout(timer)
  }, [notice])

  return (
    <div className={style.place} aria-live="polite" data-testid="notice">
      {notice && (
        <div className={style.notice} data-grave={notice.grave}>
          {notice.grave ? <TriangleAlert size={16} aria-hidden /> : <Info size={16} aria-hidden />}
          <p>{say(notice.says)}</p>
          {notice.action && (
            <button
              type="button"
              className={`${controls.button} ${controls.small}`}
              data-testid="notice-action"
              onClick={() => {
                notice.action?.do()
                shut()
              }}
            >
              {say(notice.action.says)}
            </button>
          )}
          <IconButton icon={X} label={t('close')} onPress={shut} />
        </div>
      )}
    </div>
  )
}
