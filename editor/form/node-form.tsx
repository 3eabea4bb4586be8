/** A node's form, made from what its definition says of its config. */
import type { Node } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import { isName } from '@millrace/flow/name.ts'
import { fieldsOf, withDefaults } from '@millrace/flow/schema.ts'
import type { Json } from '@millrace/flow/type.ts'
import { Copy, Trash2 } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { duplicate } from '../canvas/clip.ts'
import { useFaultsOf } from '../check/checked.ts'
import { iconOf } from '../palette/icons.ts'
import controls from '../panels/controls.module.css'
import { Entry } from '../panels/entry.tsx'
import { IconButton } from '../panels/icon-button.tsx'
import { useDraft } from '../store/draft.ts'
import { remove, rename, setConfig, setSays } from '../store/gestures.ts'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import { Faults } from './faults.tsx'
import { Field } from './field.tsx'
import style from './form.module.css'
import { InputsSection } from './inputs-section.tsx'
import { isRequired } from './schema.ts'
import { StateSection } from './state-section.tsx'

export const NodeForm = ({ name, node }: { readonly name: string; readonly node: Node }) => {
  const { t, say } = useTexts()
  const spec = useSession((session) => session.catalogue.nodes.get(node.is))
  const faults = useFaultsOf(name)
  const wanted = useView((view) => view.field)
  const body = useRef<HTMLDivElement>(null)
  const Icon = iconOf(node.is)

  useEffect(() => {
    if (wanted === null) return
    const field = wanted.split('.').slice(0, 2).join('.')
    body.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"] :is(input, select, textarea, button)`)?.focus()
    useView.setState({ field: null })
  }, [wanted])

  const taken = (wish: string) => Object.hasOwn(useDraft.getState().draft?.document.nodes ?? {}, wish)
  const config: Readonly<Record<string, Json>> = node.config ?? {}
  const fields = spec ? Object.entries(fieldsOf(spec.config)) : []
  const full = spec ? withDefaults(spec.config, config) : config
  const whole = typeof full === 'object' && full !== null && !Array.isArray(full) ? (full as Readonly<Record<string, Json>>) : {}
  const about = (place: string): readonly Fault[] =>
    faults.filter(({ at }) => at === `${name}.${place}` || at.startsWith(`${name}.${place}.`))
  const elsewhere = faults.filter(({ at }) => !/\.(config|in)\./.test(at.slice(name.length)))

  return (
    <div ref={body} className={style.body} data-form>
      <div className={style.title}>
        <Icon size={18} aria-hidden />
        <h2>{spec ? say(spec.title) : node.is}</h2>
        <span className={controls.grow} />
        <IconButton icon={Copy} label={t('form.duplicate')} onPress={duplicate} />
        <IconButton icon={Trash2} label={t('form.delete')} onPress={() => remove()} />
      </div>
      {spec && <p className={style.doc}>{say(spec.doc)}</p>}
      {spec?.experimental === true && <p className={style.help}>{t('form.experimental')}</p>}
      {!spec && <p className={style.fault}>{t('form.unknown', { is: node.is })}</p>}
      <Faults faults={elsewhere} />

      <label className={style.label} htmlFor="node-name">
        {t('form.name')}
      </label>
      <Entry
        id="node-name"
        label={t('form.name')}
        value={name}
        testId="field name"
        onEnter={(to) => isName(to) && !taken(to) && rename(name, to)}
      />

      {fields.map(([field, schema]) => (
        <Field
          key={field}
          id={`field-${field}`}
          place={`config.${field}`}
          name={field}
          schema={schema}
          value={whole[field]}
          written={Object.hasOwn(config, field)}
          required={spec ? isRequired(spec.config, field) : false}
          faults={about(`config.${field}`)}
          config={whole}
          onChange={(to) => setConfig(name, [field], to)}
        />
      ))}
      {spec && <InputsSection name={name} node={node} about={about} />}
      <StateSection name={name} />
      <label className={style.label} htmlFor="node-says">
        {t('form.note')}
      </label>
      <Entry id="node-says" label={t('form.note')} value={node.says ?? ''} lines={2} onEnter={(text) => setSays(name, text)} />
      {spec && <p className={style.is}>{spec.is}</p>}
    </div>
  )
}
