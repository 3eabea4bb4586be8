/** How the node fares in the running flow, where it has something to tell. */
import { useSession } from '../store/session.ts'
import { useTexts } from '../text/i18n.ts'
import style from './form.module.css'

const counted = ['fired', 'errors', 'queued', 'dropped', 'late'] as const

export const StateSection = ({ name }: { readonly name: string }) => {
  const { t } = useTexts()
  const state = useSession((session) => session.states[name])
  if (!state) return null
  return (
    <section className={style.section} aria-label={t('form.state')}>
      <h3>{t('form.state')}</h3>
      <dl className={style.facts}>
        {state.link && (
          <div>
            <dt>{t('connection.state')}</dt>
            <dd>{t(`link.${state.link}`)}</dd>
          </div>
        )}
        {counted.map((what) =>
          state[what] === undefined ? null : (
            <div key={what}>
              <dt>{t(`state.${what}`)}</dt>
              <dd>{state[what]}</dd>
            </div>
          ),
        )}
      </dl>
      {state.trouble !== undefined && <p className={style.fault}>{state.trouble}</p>}
    </section>
  )
}
