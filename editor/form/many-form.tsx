/** What can be done with several nodes at once. */
import { Copy, LayoutGrid, Trash2 } from 'lucide-react'
import { duplicate } from '../canvas/clip.ts'
import { tidy } from '../canvas/tidy.ts'
import controls from '../panels/controls.module.css'
import { remove } from '../store/gestures.ts'
import { useTexts } from '../text/i18n.ts'
import style from './form.module.css'

export const ManyForm = ({ names }: { readonly names: ReadonlySet<string> }) => {
  const { t } = useTexts()
  return (
    <div className={style.many}>
      <h2>{t('status.nodes', { count: names.size })}</h2>
      <button type="button" className={controls.button} onClick={() => void tidy()}>
        <LayoutGrid size={14} aria-hidden />
        {t('canvas.tidy')}
      </button>
      <button type="button" className={controls.button} onClick={duplicate}>
        <Copy size={14} aria-hidden />
        {t('form.duplicate')}
      </button>
      <button type="button" className={`${controls.button} ${controls.grave}`} onClick={() => remove()}>
        <Trash2 size={14} aria-hidden />
        {t('form.delete')}
      </button>
    </div>
  )
}
