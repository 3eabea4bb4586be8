/** Monaco in a dialog: the code is taken as one gesture when it is done. */
import type { Json } from '@millrace/flow/type.ts'
import { useEffect, useRef, useState } from 'react'
import controls from '../panels/controls.module.css'
import { Dialog } from '../panels/dialog.tsx'
import { useTexts } from '../text/i18n.ts'
import { useTheme } from '../theme/theme.ts'
import style from './code.module.css'
import { type Coding, openCode } from './monaco.ts'

interface Props {
  readonly code: string
  readonly config: Readonly<Record<string, Json>>
  readonly onDone: (code: string) => void
  readonly onClose: () => void
}

const CodeDialog = ({ code, config, onDone, onClose }: Props) => {
  const { t, language } = useTexts()
  const place = useRef<HTMLDivElement>(null)
  const coding = useRef<Coding>(null)
  const [ready, setReady] = useState(false)
  const theme = useTheme((now) => now.theme)
  const given = useRef({ code, config, theme, language })

  useEffect(() => {
    if (!place.current) return
    let shut = false
    void openCode(place.current, given.current).then((now) => {
      if (shut) return now.close()
      coding.current = now
      setReady(true)
    })
    return () => {
      shut = true
      coding.current?.close()
    }
  }, [])

  const done = () => {
    const now = coding.current?.code() ?? code
    if (now !== code) onDone(now)
    onClose()
  }

  return (
    <Dialog title={t('code.title')} wide onClose={done} testId="code-dialog">
      <p className={controls.soft}>{t('code.help')}</p>
      <div ref={place} className={style.editor} data-testid="code" data-ready={ready} />
      <footer>
        <button type="button" className={controls.button} onClick={onClose}>
          {t('cancel')}
        </button>
        <button type="button" className={`${controls.button} ${controls.main}`} onClick={done} data-testid="done">
          {t('done')}
        </button>
      </footer>
    </Dialog>
  )
}

export default CodeDialog
