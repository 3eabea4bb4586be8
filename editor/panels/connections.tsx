/** The project's connections: how each fares, whether it may write, and the way to its settings. */

import type { ConnectionInfo } from '@millrace/flow/protocol-told.ts'
import { Cable, CircleCheck, CircleDashed, Plus, ShieldAlert, ShieldCheck, Unplug } from 'lucide-react'
import { useSession } from '../store/session.ts'
import { useView } from '../store/view.ts'
import { useTexts } from '../text/i18n.ts'
import controls from './controls.module.css'
import style from './dock.module.css'

const signs = { up: CircleCheck, connecting: CircleDashed, down: Unplug, unused: Cable } as const

const Connections = () => {
  const { t, say } = useTexts()
  const connections = useSession((session) => session.connections)
  const kinds = useSession((session) => session.catalogue.connections)
  return (
    <>
      <div className={style.head}>
        <button
          type="button"
          className={`${controls.button} ${controls.small}`}
          onClick={() => useView.setState({ opened: { connection: null } })}
          data-testid="new-connection"
        >
          <Plus size={13} aria-hidden />
          {t('connection.new')}
        </button>
      </div>
      {connections.length === 0 && <p className={controls.empty}>{t('connection.none')}</p>}
      {connections.length > 0 && (
        <table className={controls.table} data-testid="connections">
          <thead>
            <tr>
              {(['name', 'kind', 'state', 'about', 'writing', 'used-by'] as const).map((column) => (
                <th key={column}>{t(`connection.${column}`)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {connections.map((one) => {
              const kind = kinds.get(one.is)
              return (
                <tr key={one.name}>
                  <td>
                    <button
                      type="button"
                      className={style.where}
                      onClick={() => useView.setState({ opened: { connection: one.name } })}
                      data-testid={`connection ${one.name}`}
                    >
                      {one.name}
                    </button>
                  </td>
                  <td>{kind ? say(kind.title) : one.is}</td>
                  <td>
                    <State one={one} />
                  </td>
                  <td className={controls.soft}>{one.about}</td>
                  <td>
                    <Writing one={one} />
                  </td>
                  <td className={controls.soft}>{one.flows.join(', ')}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
      )}
    </>
  )
}

export default Connections

const State = ({ one }: { readonly one: ConnectionInfo }) => {
  const { t } = useTexts()
  const Sign = signs[one.state]
  return (
    <span className={style.state} data-state={one.state}>
      <Sign size={14} aria-hidden />
      {t(`link.${one.state}`)}
    </span>
  )
}

const Writing = ({ one }: { readonly one: ConnectionInfo }) => {
  const { t } = useTexts()
  if (!one.equipment || !one.guard) return <span className={controls.soft}>{t('guard.free')}</span>
  const Sign = one.guard.armed ? ShieldAlert : ShieldCheck
  return (
    <span className={style.state}>
      <Sign size={14} aria-hidden />
      {t(one.guard.armed ? 'guard.armed' : 'guard.disarmed')}
      {one.guard.refused > 0 && ` · ${t('guard.refused', { count: one.guard.refused })}`}
    </span>
  )
}
