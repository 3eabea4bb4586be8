/** Certificates that the peer has shown: none is trusted until a person says so. */
import type { Certificate } from '@millrace/flow/protocol-told.ts'
import { ask } from '../link/runtime.ts'
import { complain } from '../store/acts.ts'
import { useTexts } from '../text/i18n.ts'
import style from './connection-dialog.module.css'
import controls from './controls.module.css'

export const Certificates = ({ name, certificates }: { readonly name: string; readonly certificates: readonly Certificate[] }) => {
  const { t, language } = useTexts()
  const day = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { dateStyle: 'medium' })
  return (
    <section className={style.section}>
      <h3>{t('trust.title')}</h3>
      <table className={controls.table}>
        <tbody>
          {certificates.map(({ thumbprint, subject, validTo, trusted }) => (
            <tr key={thumbprint}>
              <td>
                {subject}
                <br />
                <code>{thumbprint}</code>
              </td>
              <td>{t('trust.until', { day: day.format(validTo) })}</td>
              <td>
                <button
                  type="button"
                  className={`${controls.button} ${controls.small}`}
                  onClick={() => void ask('connection.trust', { name, thumbprint, trusted: !trusted }).catch(complain)}
                >
                  {t(trusted ? 'trust.reject' : 'trust.trust')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
