/** The flow's parameters as a table: a default, and values of their own for assets. */
import type { Parameter } from '@millrace/flow/document.ts'
import { freeName } from '@millrace/flow/name.ts'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { act } from '../store/acts.ts'
import { useDraft } from '../store/draft.ts'
import { useTexts, words } from '../text/i18n.ts'
import controls from './controls.module.css'
import style from './dock.module.css'
import { IconButton } from './icon-button.tsx'
import { ParameterRow } from './parameter-row.tsx'

const none: Readonly<Record<string, Parameter>> = {}
const kinds = ['number', 'boolean', 'text', 'duration', 'json'] as const
const first = { number: 0, boolean: false, text: '', duration: '10 s', json: null } as const

const Parameters = () => {
  const { t } = useTexts()
  const parameters = useDraft(({ draft }) => draft?.document.parameters ?? none)
  const [kind, setKind] = useState<(typeof kinds)[number]>('number')
  const names = Object.keys(parameters)

  const add = () => {
    const name = freeName('parameter', (wish) => Object.hasOwn(parameters, wish))
    act(words('gesture.parameter', { name }), [{ do: 'set-parameter', name, to: { type: kind, default: first[kind] } }])
  }

  return (
    <>
      <div className={style.head}>
        <button type="button" className={`${controls.button} ${controls.small}`} onClick={add} data-testid="new-parameter">
          <Plus size={13} aria-hidden />
          {t('parameter.new')}
        </button>
        <select
          className={controls.input}
          style={{ width: 110, height: 22 }}
          value={kind}
          aria-label={t('parameter.type')}
          onChange={(event) => setKind(kinds.find((one) => one === event.target.value) ?? 'number')}
        >
          {kinds.map((one) => (
            <option key={one} value={one}>
              {t(`parameter.types.${one}`)}
            </option>
          ))}
        </select>
      </div>
      {names.length === 0 && <p className={controls.empty}>{t('parameter.none')}</p>}
      {names.length > 0 && (
        <table className={controls.table} data-testid="parameters">
          <thead>
            <tr>
              {(['name', 'type', 'default', 'unit', 'says', 'by-key'] as const).map((column) => (
                <th key={column}>{t(`parameter.${column}`)}</th>
              ))}
              <th />
            </tr>
          </thead>
          <tbody>
            {Object.entries(parameters).map(([name, parameter]) => (
              <ParameterRow key={name} name={name} parameter={parameter} taken={names}>
                <IconButton
                  icon={Trash2}
                  label={t('parameter.remove', { name })}
                  onPress={() => act(words('gesture.parameter-remove', { name }), [{ do: 'set-parameter', name, to: null }])}
                />
              </ParameterRow>
            ))}
          </tbody>
        </table>
      )}
    </>
  )
}

export default Parameters
