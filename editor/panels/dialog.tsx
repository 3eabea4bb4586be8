/** A dialog over the page: the browser's own, so that focus, Escape and what lies behind are as they should be. */
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTexts } from '../text/i18n.ts'
import style from './dialog.module.css'
import { IconButton } from './icon-button.tsx'

interface Props {
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
  readonly wide?: boolean
  readonly testId?: string
}

export const Dialog = ({ title, onClose, children, wide = false, testId }: Props) => {
  const { t } = useTexts()
  const ref = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const dialog = ref.current
    if (dialog && !dialog.open) dialog.showModal()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={style.dialog}
      data-wide={wide}
      data-testid={testId}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <IconButton icon={X} label={t('close')} onPress={onClose} />
      </header>
      <div className={style.body}>{children}</div>
    </dialog>
  )
}
