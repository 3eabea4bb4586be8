/** Code: its first lines in the form, the whole in an editor that knows the wires' types. */
import { Code } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import controls from '../panels/controls.module.css'
import { useTexts } from '../text/i18n.ts'
import style from './code.module.css'
import type { WidgetProps } from './props.ts'

const CodeDialog = lazy(() => import('./code-dialog.tsx'))
const mostLines = 10

const CodeField = ({ id, value, config, onChange }: WidgetProps) => {
  const { t } = useTexts()
  const [open, setOpen] = useState(false)
  const code = typeof value === 'string' ? value : ''
  const lines = code.split('\n')
  return (
    <>
      <pre className={style.preview}>
        {lines.slice(0, mostLines).join('\n')}
        {lines.length > mostLines && '\n…'}
      </pre>
      <span className={controls.row}>
        <button
          id={id}
          type="button"
          className={`${controls.button} ${controls.small}`}
          onClick={() => setOpen(true)}
          data-testid="edit-code"
        >
          <Code size={13} aria-hidden />
          {t('code.edit')}
        </button>
      </span>
      {open && (
        <Suspense>
          <CodeDialog code={code} config={config} onDone={onChange} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}

export default CodeField
