/** Picks one of the project's connections of the right kind, or makes a new one. */
import { Settings2 } from 'lucide-react'
import controls from '../panels/controls.module.css'
import { IconButton } from '../panels/icon-button.tsx'
import { fitsKind } from '../store/only-connection.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import style from './form.module.css'
import type { WidgetProps } from './props.ts'
import { textAt } from './schema.ts'

const newOne = '+'

export const ConnectionField = ({ id, schema, value, invalid, onChange }: WidgetProps) => {
  const { t, say } = useTexts()
  const kind = textAt(schema, 'x-connection') ?? ''
  const all = useSession((session) => session.connections)
  const kinds = useSession((session) => session.catalogue.connections)
  const fits = (is: string) => fitsKind(is, kind)
  const fitting = all.filter(({ is }) => fits(is))
  const chosen = typeof value === 'string' ? value : ''
  const known = fitting.some(({ name }) => name === chosen)
  const open = (connection: string | null) => {
    const is = [...kinds.keys()].find(fits)
    useView.setState({ opened: { connection, ...(is !== undefined && { is }) } })
  }
  return (
    <span className={style.row}>
      <select
        id={id}
        className={controls.input}
        value={chosen}
        aria-invalid={invalid}
        onChange={(event) => (event.target.value === newOne ? open(null) : onChange(event.target.value))}
      >
        {chosen === '' && <option value="">{t('form.pick')}</option>}
        {chosen !== '' && !known && <option value={chosen}>{t('form.missing', { name: chosen })}</option>}
        {fitting.map(({ name, is }) => {
          const spec = kinds.get(is)
          return (
            <option key={name} value={name}>
              {spec ? `${name} · ${say(spec.title)}` : name}
            </option>
          )
        })}
        <option value={newOne}>{t('form.new-connection')}</option>
      </select>
      <IconButton icon={Settings2} label={t('form.edit-connection')} disabled={!known} onPress={() => open(chosen)} />
    </span>
  )
}
