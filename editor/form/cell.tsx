/** One cell of a table: a choice, a tick, a port type written as words, or what is typed. */
import type { JsonSchema } from '@millrace/flow/catalogue.ts'
import type { Json } from '@millrace/flow/type.ts'
import controls from '../panels/controls.module.css'
import { Entry } from '../panels/entry.tsx'
import { useTexts } from '../text/i18n.ts'
import { readCell } from './rows.ts'
import { choicesOf, isTypeSchema } from './schema.ts'
import { readType, typeText } from './type-text.ts'

interface Props {
  readonly schema: JsonSchema
  readonly value: Json | undefined
  readonly label: string
  readonly onChange: (to: Json | undefined) => unknown
}

export const Cell = ({ schema, value, label, onChange }: Props) => {
  const { say, t } = useTexts()
  const given = value ?? (schema.default as Json | undefined)
  const choices = choicesOf(schema)
  if (choices)
    return (
      <select
        className={controls.input}
        aria-label={label}
        value={choices.findIndex((choice) => choice.value === given)}
        onChange={(event) => onChange(choices[Number(event.target.value)]?.value)}
      >
        {given === undefined && <option value={-1} />}
        {choices.map((choice, i) => (
          <option key={String(choice.value)} value={i}>
            {say(choice.words)}
          </option>
        ))}
      </select>
    )
  if (schema.type === 'boolean')
    return (
      <input
        type="checkbox"
        className={controls.check}
        aria-label={label}
        checked={given === true}
        onChange={(event) => onChange(event.target.checked)}
      />
    )
  const typed = isTypeSchema(schema)
  const placeholder = schema.default === undefined ? '' : String(schema.default)
  const plain = value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value)
  return (
    <Entry
      label={label}
      value={typed ? typeText(value) : plain}
      placeholder={typed ? 'number °C' : placeholder}
      {...(typed && { hint: t('form.type-help') })}
      onEnter={(text) => {
        const read = typed ? readType(text) : readCell(schema, text)
        return read !== undefined && onChange(read)
      }}
    />
  )
}
