/** One session with an OPC UA server. The driver is loaded here, and nowhere before. */
import { join } from 'node:path'
import { type Connecting, Refusal } from '@millrace/flow'
import type { ClientSession, NodeId, OPCUAClient, UserIdentityInfo } from 'node-opcua-client'
import { listed, untrusted } from './trust.ts'

export type Driver = typeof import('node-opcua-client')

export interface Client {
  readonly driver: Driver
  readonly session: ClientSession
  readonly opcua: OPCUAClient
  /** Throws where the text is no node id, or names a namespace that the server doesn't have. */
  nodeId(text: string): NodeId
  /** Built-in data type and rank by node id, as far as they were asked for. */
  readonly writeTypes: Map<string, { readonly dataType: number; readonly array: boolean }>
  close(): Promise<void>
}

export interface Security {
  readonly mode: 'None' | 'Sign' | 'SignAndEncrypt'
  readonly policy: 'Basic256Sha256' | 'Aes128_Sha256_RsaOaep' | 'Aes256_Sha256_RsaPss'
  readonly trust: 'listed' | 'first'
}

export interface Peer extends Security {
  readonly endpoint: string
  readonly user?: string | undefined
  /** ms */
  readonly timeout: number
}

export const openClient = async (peer: Peer, { folder, secrets, lost, signal }: Connecting): Promise<Client> => {
  const [driver, { OPCUACertificateManager }] = await Promise.all([import('node-opcua-client'), import('node-opcua-certificate-manager')])
  // What goes wrong is thrown and shown; the driver would print it, too.
  driver.setLogLevel(driver.LogLevel.Emergency)
  const pki = join(folder, 'pki')
  const known = await listed(pki, 'trusted')
  const certificates = new OPCUACertificateManager({
    rootFolder: pki,
    automaticallyAcceptUnknownCertificate: peer.trust === 'first' && known.length === 0,
    disableFileWatchers: true,
  })
  const opcua = driver.OPCUAClient.create({
    applicationName: 'Millrace',
    clientName: 'Millrace',
    endpointMustExist: false,
    connectionStrategy: { maxRetry: 0, initialDelay: 100 },
    transportTimeout: peer.timeout,
    requestedSessionTimeout: 60_000,
    keepSessionAlive: true,
    keepAliveInterval: 5_000,
    securityMode: driver.MessageSecurityMode[peer.mode],
    securityPolicy: peer.mode === 'None' ? driver.SecurityPolicy.None : driver.SecurityPolicy[peer.policy],
    clientCertificateManager: certificates,
  })
  const close = async () => {
    await opcua.disconnect()
    await certificates.dispose()
  }
  try {
    await opcua.connect(peer.endpoint)
    const session = await opcua.createSession(identity(driver, peer.user, secrets['password']))
    const namespaceArray = await session.readNamespaceArray()
    const gone = (why: string) => () => {
      if (!signal.aborted) lost(new Error(why))
    }
    opcua.on('close', gone('the server closed the connection'))
    session.on('session_closed', gone('the server closed the session'))
    session.on('keepalive_failure', gone('the server no longer answers'))
    return {
      driver,
      session,
      opcua,
      nodeId: (text) => driver.resolveNodeId(text, { namespaceArray }),
      writeTypes: new Map(),
      close,
    }
  } catch (error) {
    await close()
    throw await explained(error, pki)
  }
}

const identity = (driver: Driver, user: string | undefined, password: string | undefined): UserIdentityInfo =>
  user === undefined || user === ''
    ? { type: driver.UserTokenType.Anonymous }
    : { type: driver.UserTokenType.UserName, userName: user, password: password ?? '' }

const explained = async (error: unknown, pki: string): Promise<Error> => {
  const cause = error instanceof Error ? error : new Error(String(error))
  if (/BadCertificateUntrusted|BadSecurityChecksFailed.*Untrusted/.test(cause.message)) return untrusted(pki, cause)
  if (/BadIdentityToken|BadUserAccessDenied/.test(cause.message))
    return new Refusal('user-refused', { en: 'the server refuses this user or password', zh: '服务器拒绝该用户名或密码' }, { cause })
  return cause
}
