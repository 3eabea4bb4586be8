/** The plain fields: texts, numbers, choices, yes or no, durations, lists and JSON. */
import { readDuration } from '@millrace/flow/duration.ts'
import type { Json } from '@millrace/flow/type.ts'
import { readValue } from '../panels/by-key.ts'
import controls from '../panels/controls.module.css'
import { Entry } from '../panels/entry.tsx'
import { useTexts } from '../text/i18n.ts'
import style from './form.module.css'
import type { WidgetProps } from './props.ts'
import { choicesOf, textAt } from './schema.ts'

const texted = (value: Json | undefined): string => (value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value))

export const TextField = ({ id, name, value, invalid, onChange, code = false }: WidgetProps & { readonly code?: boolean }) => (
  <Entry
    id={id}
    label={name}
    value={texted(value)}
    invalid={invalid}
    describedBy={`${id}-faults`}
    code={code}
    onEnter={(text) => onChange(text === '' ? undefined : text)}
  />
)

export const NumberField = ({ id, name, schema, value, invalid, config, onChange }: WidgetProps) => {
  const unit = textAt(schema, 'x-unit')
  const shown = unit?.replace(/^\{(\w+)\}$/, (_all, field: string) => texted(config[field]))
  return (
    <span className={style.measured}>
      <Entry
        id={id}
        label={name}
        value={texted(value)}
        invalid={invalid}
        describedBy={`${id}-faults`}
        onEnter={(text) => {
          if (text.trim() === '') return onChange(undefined)
          const number = readValue('number', text.replace(',', '.'))
          return number !== undefined && onChange(number)
        }}
      />
      {shown !== undefined && shown !== '' && <small>{shown}</small>}
    </span>
  )
}

export const DurationField = ({ id, name, value, invalid, onChange }: WidgetProps) => {
  const { t } = useTexts()
  return (
    <Entry
      id={id}
      label={name}
      value={texted(value)}
      invalid={invalid}
      describedBy={`${id}-faults`}
      hint={t('form.duration')}
      onEnter={(text) => {
        if (text.trim() === '') return onChange(undefined)
        const withUnit = /^\s*[\d.]+\s*$/.test(text) ? `${text.trim()} s` : text.trim()
        return readDuration(withUnit) !== undefined && onChange(withUnit)
      }}
    />
  )
}

export const ChoiceField = ({ id, schema, value, onChange }: WidgetProps) => {
  const { say } = useTexts()
  const choices = choicesOf(schema) ?? []
  const at = choices.findIndex((choice) => choice.value === value)
  return (
    <select id={id} className={controls.input} value={at} onChange={(event) => onChange(choices[Number(event.target.value)]?.value)}>
      {at < 0 && <option value={-1}>{texted(value)}</option>}
      {choices.map((choice, i) => (
        <option key={String(choice.value)} value={i}>
          {say(choice.words)}
        </option>
      ))}
    </select>
  )
}

export const YesNoField = ({ id, value, onChange }: WidgetProps) => (
  <input id={id} type="checkbox" className={controls.check} checked={value === true} onChange={(event) => onChange(event.target.checked)} />
)

/** A tuple of numbers: a range. */
export const NumbersField = ({ id, name, schema, value, invalid, onChange }: WidgetProps) => {
  const count = Array.isArray(schema.prefixItems) ? schema.prefixItems.length : 0
  const held: readonly Json[] = Array.isArray(value) ? value : []
  const filled: readonly Json[] = Array.from({ length: count }, (_, i) => held[i] ?? 0)
  return (
    <span className={style.numbers}>
      {filled.map((number, i) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: the place in the tuple is what it is
          key={i}
          {...(i === 0 && { id })}
          label={`${name} ${i + 1}`}
          value={texted(number)}
          invalid={invalid}
          onEnter={(text) => {
            const to = readValue('number', text)
            return to !== undefined && onChange(filled.with(i, to))
          }}
        />
      ))}
    </span>
  )
}

/** A list of texts, one a line; or one text of several lines. */
export const LinesField = ({ id, name, schema, value, invalid, onChange }: WidgetProps) => {
  const list = schema.type === 'array'
  return (
    <Entry
      id={id}
      label={name}
      value={Array.isArray(value) ? value.map(texted).join('\n') : texted(value)}
      invalid={invalid}
      lines={4}
      onEnter={(text) => onChange(list ? text.split('\n').filter((line) => line.trim() !== '') : text)}
    />
  )
}

export const JsonField = ({ id, name, schema, value, invalid, onChange }: WidgetProps) => {
  const text = schema.type === 'string' ? texted(value) : value === undefined ? '' : JSON.stringify(value)
  return (
    <Entry
      id={id}
      label={name}
      value={text}
      invalid={invalid}
      lines={text.length > 40 ? 3 : 1}
      code
      onEnter={(typed) => {
        if (typed.trim() === '') return onChange(undefined)
        const read = readValue('json', typed)
        return read !== undefined && onChange(read)
      }}
    />
  )
}
