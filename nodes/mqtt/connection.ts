/** An MQTT broker. */
import { connection } from '@millrace/flow'
import { Broker } from './broker.ts'
import { lookRound, placesBelow, type Seen } from './look-round.ts'
import { openSession, type Session } from './session.ts'

/** So long a look round serves the next levels of a browse. */
const freshMs = 20_000

const looks = new WeakMap<Session, Promise<Seen>>()

const look = async (session: Session): Promise<Seen> => {
  const last = await looks.get(session)
  if (last && performance.now() - last.at < freshMs) return last
  const next = lookRound(session)
  looks.set(session, next)
  return next
}

export default connection({
  title: { en: 'MQTT', zh: 'MQTT' },
  doc: {
    en: 'An MQTT broker, version 3.1.1 or 5, plain, over TLS or over WebSocket. Its nodes share one client.',
    zh: 'MQTT 代理(3.1.1 或 5),支持明文、TLS 与 WebSocket。同一连接的节点共用一个客户端。',
  },
  version: 1,
  config: Broker.refine(({ session, clientId }) => session === 'clean' || (clientId ?? '') !== '', {
    path: ['clientId'],
    message: 'a persistent session needs a client id',
  }),
  secrets: {
    password: { en: 'Password', zh: '密码' },
    key: { en: 'Private key of the own certificate (PEM)', zh: '客户端证书私钥(PEM)' },
  },
  equipment: 'optional',
  open: openSession,
  close: (session) => session.close(),
  write: (session, writes) => session.publish(writes),
  browse: async (session, place) => placesBelow(await look(session), place),
  test: async ({ broker }) =>
    `connected over MQTT ${broker.version === 5 ? '5' : '3.1.1'}${/^(mqtts|wss)/.test(broker.url) ? ', TLS' : ''}`,
})
