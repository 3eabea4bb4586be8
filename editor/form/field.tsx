/** One field: its label, how it is edited, what it is by default, and what is wrong with it. */
import type { Parameter } from '@millrace/flow/document.ts'
import { same } from '@millrace/flow/same.ts'
import { fieldsOf, isRecord } from '@millrace/flow/schema.ts'
import type { Json } from '@millrace/flow/type.ts'
import { RotateCcw, Variable } from 'lucide-react'
import controls from '../panels/controls.module.css'
import { IconButton } from '../panels/icon-button.tsx'
import { useDraft } from '../store/draft.ts'
import { useTexts } from '../text/i18n.ts'
import { Faults } from './faults.tsx'
import style from './form.module.css'
import type { FieldProps } from './props.ts'
import { helpOf, isLive, isRequired, labelOf, shapeOf } from './schema.ts'
import { widgets } from './widgets.tsx'

export const Field = (props: FieldProps) => {
  const { id, place, name, schema, value, written, required, faults, onChange } = props
  const { t, say } = useTexts()
  const bound = isRecord(value) && typeof value.parameter === 'string' && isLive(schema) ? value.parameter : undefined
  const shape = shapeOf(schema)
  const help = helpOf(schema)
  const change = (to: Json | undefined) => onChange(to !== undefined && same(to, schema.default) ? undefined : to)

  if (shape === 'group') return <Group {...props} />
  const Widget = widgets[shape]

  return (
    <div className={style.field} data-field={place} data-inline={shape === 'yes-no'} data-testid={`field ${name}`}>
      <span className={style.label}>
        <label htmlFor={id}>
          {say(labelOf(schema, name))}
          {required && <b title={t('form.required')}> *</b>}
        </label>
        <span className={style.tools}>
          {isLive(schema) && <Bind bound={bound} onChange={onChange} />}
          {written && schema.default !== undefined && (
            <IconButton
              icon={RotateCcw}
              label={t('form.reset', { value: JSON.stringify(schema.default) })}
              onPress={() => onChange(undefined)}
            />
          )}
        </span>
      </span>
      {bound === undefined ? (
        <Widget {...props} onChange={change} invalid={faults.length > 0} />
      ) : (
        <p className={style.bound}>{t('form.bound', { parameter: bound })}</p>
      )}
      {help && <p className={style.help}>{say(help)}</p>}
      <Faults faults={faults} id={`${id}-faults`} />
    </div>
  )
}

/** An object's own fields, under its label. */
const Group = ({ id, place, name, schema, value, faults, onChange }: FieldProps) => {
  const { say } = useTexts()
  const whole = isRecord(value) ? value : {}
  return (
    <fieldset className={style.group} data-field={place}>
      <legend>{say(labelOf(schema, name))}</legend>
      {Object.entries(fieldsOf(schema)).map(([field, inner]) => (
        <Field
          key={field}
          id={`${id}-${field}`}
          place={`${place}.${field}`}
          name={field}
          schema={inner}
          value={whole[field]}
          written={Object.hasOwn(whole, field)}
          required={isRequired(schema, field)}
          faults={faults.filter(({ at }) => at.includes(`${place}.${field}`))}
          config={whole}
          onChange={(to) => {
            const { [field]: _old, ...rest } = whole
            return onChange(to === undefined ? rest : { ...rest, [field]: to })
          }}
        />
      ))}
    </fieldset>
  )
}

const none: Readonly<Record<string, Parameter>> = {}

const Bind = ({ bound, onChange }: { readonly bound: string | undefined; readonly onChange: FieldProps['onChange'] }) => {
  const { t } = useTexts()
  const parameters = Object.keys(useDraft(({ draft }) => draft?.document.parameters ?? none))
  if (parameters.length === 0 && bound === undefined) return null
  return (
    <span className={style.bind} title={t('form.bind')}>
      <Variable size={13} aria-hidden />
      <select
        className={controls.input}
        aria-label={t('form.bind')}
        value={bound ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? undefined : { parameter: event.target.value })}
      >
        <option value="">{t('form.own-value')}</option>
        {parameters.map((name) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </span>
  )
}
