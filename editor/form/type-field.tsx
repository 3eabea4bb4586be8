/** A port type: a word for the simple ones, a unit for numbers, JSON for what is nested. */
import { isRecord } from '@millrace/flow/schema.ts'
import type { Json } from '@millrace/flow/type.ts'
import { readValue } from '../panels/by-key.ts'
import controls from '../panels/controls.module.css'
import { Entry } from '../panels/entry.tsx'
import { useTexts } from '../text/i18n.ts'
import style from './form.module.css'
import type { WidgetProps } from './props.ts'
import { UnitField } from './unit-field.tsx'

const words = ['number', 'boolean', 'text', 'bytes', 'json', 'list', 'record', 'series'] as const
const first: Readonly<Record<string, Json>> = {
  list: { type: 'list', of: { type: 'number' } },
  record: { type: 'record', fields: { value: { type: 'number' } } },
}

export const TypeField = (props: WidgetProps) => {
  const { id, name, value, onChange, invalid } = props
  const { t } = useTexts()
  const type = isRecord(value) ? value : {}
  const word = words.find((one) => one === type.type)
  return (
    <span className={style.stack}>
      <select
        id={id}
        className={controls.input}
        value={word ?? ''}
        aria-invalid={invalid}
        onChange={(event) => onChange(first[event.target.value] ?? { type: event.target.value })}
      >
        {word === undefined && <option value="">—</option>}
        {words.map((one) => (
          <option key={one} value={one}>
            {t(`type.${one}`)}
          </option>
        ))}
      </select>
      {(word === 'number' || word === 'series') && (
        <UnitField
          {...props}
          id={`${id}-unit`}
          name={t('type.unit')}
          value={type.unit}
          onChange={(unit) => {
            const { unit: _old, ...rest } = type
            return onChange(unit === undefined ? rest : { ...rest, unit })
          }}
        />
      )}
      {(word === 'list' || word === 'record') && (
        <Entry
          label={name}
          value={JSON.stringify(word === 'list' ? type.of : type.fields)}
          code
          lines={3}
          onEnter={(text) => {
            const read = readValue('json', text)
            return read !== undefined && onChange({ ...type, [word === 'list' ? 'of' : 'fields']: read })
          }}
        />
      )}
    </span>
  )
}
