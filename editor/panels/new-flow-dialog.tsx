/** A new flow: empty, or made from a template. */

import { isName } from '@millrace/flow/name.ts'
import type { TemplateInfo } from '@millrace/flow/protocol-told.ts'
import { type FormEvent, useEffect, useState } from 'react'
import { ask } from '../link/runtime.ts'
import { complain, openFlow } from '../store/acts.ts'
import { useSession } from '../store/session.ts'
import { useTexts } from '../text/i18n.ts'
import controls from './controls.module.css'
import { Dialog } from './dialog.tsx'
import style from './new-flow-dialog.module.css'

const NewFlowDialog = ({ onClose }: { readonly onClose: () => void }) => {
  const { t, say } = useTexts()
  const flows = useSession((session) => session.flows)
  const [templates, setTemplates] = useState<readonly TemplateInfo[]>([])
  const [template, setTemplate] = useState<string>()
  const [name, setName] = useState('')
  const good = isName(name) && !flows.some(({ flow }) => flow === name)

  useEffect(() => void ask('templates', {}).then(setTemplates, complain), [])

  const make = async () => {
    const { flow } = await ask('flow.new', { name, ...(template !== undefined && { template }) })
    onClose()
    await openFlow(flow)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (good) void make().catch(complain)
  }

  return (
    <Dialog title={t('new-flow.title')} onClose={onClose} testId="new-flow-dialog">
      <form className={style.form} onSubmit={submit}>
        <label htmlFor="new-flow-name">{t('form.name')}</label>
        <input
          id="new-flow-name"
          className={controls.input}
          value={name}
          onChange={(event) => setName(event.target.value)}
          aria-invalid={name !== '' && !good}
          placeholder={t('new-flow.example')}
          autoComplete="off"
        />
        <p className={controls.soft}>{t('new-flow.name-help')}</p>
        <div role="radiogroup" aria-label={t('new-flow.from')} className={style.choices}>
          {[undefined, ...templates].map((one) => (
            <label key={one?.name ?? ''} className={style.choice}>
              <input type="radio" name="template" checked={template === one?.name} onChange={() => setTemplate(one?.name)} />
              <span>
                <b>{one ? say(one.title) : t('new-flow.empty')}</b>
                <small>{one ? say(one.says) : t('new-flow.empty-help')}</small>
              </span>
            </label>
          ))}
        </div>
        <footer>
          <button type="button" className={controls.button} onClick={onClose}>
            {t('cancel')}
          </button>
          <button type="submit" className={`${controls.button} ${controls.main}`} disabled={!good} data-testid="make-flow">
            {t('new-flow.make')}
          </button>
        </footer>
      </form>
    </Dialog>
  )
}

export default NewFlowDialog
