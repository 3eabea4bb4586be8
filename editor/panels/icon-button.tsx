/** A button that is only a sign: its name is told to screen readers and shown on hover. */
import type { LucideIcon } from 'lucide-react'
import style from './controls.module.css'

interface Props {
  readonly icon: LucideIcon
  readonly label: string
  readonly onPress: () => void
  readonly disabled?: boolean
  readonly pressed?: boolean
  readonly hint?: string
  readonly testId?: string
}

export const IconButton = ({ icon: Icon, label, onPress, disabled = false, pressed, hint, testId }: Props) => (
  <button
    type="button"
    className={style.icon}
    aria-label={label}
    title={hint ? `${label} · ${hint}` : label}
    aria-pressed={pressed}
    disabled={disabled}
    onClick={onPress}
    data-testid={testId}
  >
    <Icon size={16} aria-hidden />
  </button>
)
