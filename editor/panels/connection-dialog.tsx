/** A connection: where it leads, its secrets, whether it answers, whom it trusts and what may be written through it. */

import { isName } from '@millrace/flow/name.ts'
import { fieldsOf, isRecord, withDefaults } from '@millrace/flow/schema.ts'
import type { Json } from '@millrace/flow/type.ts'
import { useState } from 'react'
import { Field } from '../form/field.tsx'
import { isRequired } from '../form/schema.ts'
import { ask } from '../link/runtime.ts'
import { complain } from '../store/acts.ts'
import { useSession } from '../store/session.ts'
import { useTexts } from '../text/i18n.ts'
import { Certificates } from './certificates.tsx'
import style from './connection-dialog.module.css'
import { ConnectionTest } from './connection-test.tsx'
import controls from './controls.module.css'
import { Dialog } from './dialog.tsx'
import { GuardSection } from './guard-section.tsx'
import { SecretFields } from './secret-fields.tsx'

interface Props {
  /** null: a new one. */
  readonly name: string | null
  readonly is?: string
  readonly onClose: () => void
}

const ConnectionDialog = ({ name, is, onClose }: Props) => {
  const { t, say } = useTexts()
  const kinds = useSession((session) => session.catalogue.connections)
  const all = useSession((session) => session.connections)
  const held = all.find((one) => one.name === name)
  const [kind, setKind] = useState(held?.is ?? is ?? [...kinds.keys()][0] ?? '')
  const [called, setCalled] = useState(name ?? '')
  const [config, setConfig] = useState<Readonly<Record<string, Json>>>(held?.config ?? {})
  const [equipment, setEquipment] = useState(held?.equipment ?? false)
  const [saved, setSaved] = useState(name !== null)
  const spec = kinds.get(kind)
  const whole = spec ? withDefaults(spec.config, config) : undefined
  const full = isRecord(whole) ? whole : {}
  const good = spec !== undefined && isName(called) && (saved || !all.some((one) => one.name === called))

  const save = async () => {
    await ask('connection.set', { name: called, is: kind, config, ...(spec?.equipment === 'optional' && { equipment }) })
    setSaved(true)
  }
  const change = (field: string, to: Json | undefined) => {
    const { [field]: _old, ...rest } = config
    setConfig(to === undefined ? rest : { ...rest, [field]: to })
  }

  return (
    <Dialog title={name ?? t('connection.new')} onClose={onClose} testId="connection-dialog">
      {!saved && (
        <div className={style.pair}>
          <label>
            {t('connection.kind')}
            <select className={controls.input} value={kind} onChange={(event) => setKind(event.target.value)}>
              {[...kinds.values()].map((one) => (
                <option key={one.is} value={one.is}>
                  {say(one.title)}
                </option>
              ))}
            </select>
          </label>
          <label>
            {t('connection.name')}
            <input
              className={controls.input}
              value={called}
              onChange={(event) => setCalled(event.target.value)}
              aria-invalid={called !== '' && !good}
              autoComplete="off"
            />
          </label>
        </div>
      )}
      {spec && <p className={controls.soft}>{say(spec.doc)}</p>}
      {spec &&
        Object.entries(fieldsOf(spec.config)).map(([field, schema]) => (
          <Field
            key={`${kind} ${field}`}
            id={`connection-${field}`}
            place={`config.${field}`}
            name={field}
            schema={schema}
            value={full[field]}
            written={Object.hasOwn(config, field)}
            required={isRequired(spec.config, field)}
            faults={[]}
            config={full}
            onChange={(to) => change(field, to)}
          />
        ))}
      {spec?.equipment === 'optional' && (
        <label className={controls.row}>
          <input type="checkbox" className={controls.check} checked={equipment} onChange={(event) => setEquipment(event.target.checked)} />
          {t('connection.equipment')}
        </label>
      )}
      {spec && saved && <SecretFields name={called} secrets={spec.secrets} held={held?.secrets ?? {}} />}
      {saved && held?.certificates && held.certificates.length > 0 && <Certificates name={called} certificates={held.certificates} />}
      {saved && held?.guard && <GuardSection key={held.guard.at ?? 0} name={called} guard={held.guard} />}
      <footer>
        {saved && <ConnectionTest name={called} save={save} />}
        <span className={controls.grow} />
        {held && held.flows.length === 0 && (
          <button
            type="button"
            className={`${controls.button} ${controls.grave}`}
            onClick={() => void ask('connection.remove', { name: called }).then(onClose, complain)}
          >
            {t('connection.remove')}
          </button>
        )}
        <button
          type="button"
          className={`${controls.button} ${controls.main}`}
          disabled={!good}
          data-testid="save-connection"
          onClick={() => void save().then(saved ? onClose : undefined, complain)}
        >
          {t(saved ? 'save' : 'connection.make')}
        </button>
      </footer>
    </Dialog>
  )
}

export default ConnectionDialog
