/** Secrets go in and never come out: only whether one is there is known. */
import type { Words } from '@millrace/flow/words.ts'
import { useState } from 'react'
import { ask } from '../link/runtime.ts'
import { complain } from '../store/acts.ts'
import { useTexts } from '../text/i18n.ts'
import style from './connection-dialog.module.css'
import controls from './controls.module.css'

interface Props {
  readonly name: string
  readonly secrets: Readonly<Record<string, Words>>
  readonly held: Readonly<Record<string, boolean>>
}

export const SecretFields = ({ name, secrets, held }: Props) => {
  const { t } = useTexts()
  if (Object.keys(secrets).length === 0) return null
  return (
    <section className={style.section}>
      <h3>{t('connection.secrets')}</h3>
      {Object.entries(secrets).map(([secret, words]) => (
        <Secret key={secret} name={name} secret={secret} words={words} there={held[secret] === true} />
      ))}
    </section>
  )
}

interface SecretProps {
  readonly name: string
  readonly secret: string
  readonly words: Words
  readonly there: boolean
}

const Secret = ({ name, secret, words, there }: SecretProps) => {
  const { t, say } = useTexts()
  const [value, setValue] = useState('')
  const put = (to: string | null) => void ask('connection.secret', { name, secret, value: to }).then(() => setValue(''), complain)
  const id = `secret-${secret}`
  return (
    <div className={style.secret}>
      <label htmlFor={id}>{say(words)}</label>
      <input
        id={id}
        type="password"
        className={controls.input}
        value={value}
        placeholder={t(there ? 'connection.secret-there' : 'connection.secret-none')}
        autoComplete="new-password"
        onChange={(event) => setValue(event.target.value)}
      />
      <button type="button" className={controls.button} disabled={value === ''} onClick={() => put(value)}>
        {t('connection.secret-set')}
      </button>
      <button type="button" className={controls.button} disabled={!there} onClick={() => put(null)}>
        {t('connection.secret-remove')}
      </button>
    </div>
  )
}
