/** One parameter: edited in place, told to the running flow at once where it already runs. */
import type { Parameter } from '@millrace/flow/document.ts'
import { isName } from '@millrace/flow/name.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { ReactNode } from 'react'
import { ask } from '../link/runtime.ts'
import { act, complain } from '../store/acts.ts'
import { useDraft } from '../store/draft.ts'
import { useTexts, words } from '../text/i18n.ts'
import { byKeyText, readByKey, readValue } from './by-key.ts'
import { Entry } from './entry.tsx'

interface Props {
  readonly name: string
  readonly parameter: Parameter
  readonly taken: readonly string[]
  readonly children: ReactNode
}

export const ParameterRow = ({ name, parameter, taken, children }: Props) => {
  const { t } = useTexts()
  const set = (to: Parameter) => act(words('gesture.parameter', { name }), [{ do: 'set-parameter', name, to }])

  const value = (to: Json) => {
    if (!set({ ...parameter, default: to })) return
    const { draft } = useDraft.getState()
    if (draft?.deployed?.parameters && Object.hasOwn(draft.deployed.parameters, name))
      void ask('parameter.set', { flow: draft.flow, parameter: name, key: '', value: to }).catch(complain)
  }

  const rename = (to: string) => {
    if (!isName(to) || taken.includes(to)) return false
    return act(words('gesture.rename', { from: name, to }), [
      { do: 'set-parameter', name: to, to: parameter },
      { do: 'set-parameter', name, to: null },
    ])
  }

  const optional = (field: 'unit' | 'says', text: string) => {
    const { [field]: _old, ...rest } = parameter
    set(text === '' ? rest : { ...rest, [field]: text })
  }

  return (
    <tr data-testid={`parameter ${name}`}>
      <td>
        <Entry value={name} label={t('parameter.name')} onEnter={rename} />
      </td>
      <td>{t(`parameter.types.${parameter.type}`)}</td>
      <td>
        <Entry
          value={typeof parameter.default === 'string' ? parameter.default : JSON.stringify(parameter.default)}
          label={t('parameter.default')}
          onEnter={(text) => {
            const read = readValue(parameter.type, text)
            if (read === undefined) return false
            value(read)
            return true
          }}
        />
      </td>
      <td>
        <Entry value={parameter.unit ?? ''} label={t('parameter.unit')} onEnter={(text) => optional('unit', text)} width={70} />
      </td>
      <td>
        <Entry value={parameter.says ?? ''} label={t('parameter.says')} onEnter={(text) => optional('says', text)} />
      </td>
      <td>
        <Entry
          value={byKeyText(parameter.byKey ?? {})}
          label={t('parameter.by-key')}
          hint={t('parameter.by-key-help')}
          onEnter={(text) => {
            const read = readByKey(parameter.type, text)
            if (!read) return false
            const { byKey: _old, ...rest } = parameter
            return set(Object.keys(read).length === 0 ? rest : { ...rest, byKey: read })
          }}
        />
      </td>
      <td>{children}</td>
    </tr>
  )
}
