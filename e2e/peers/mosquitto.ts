/** The MQTT broker mosquitto: plain, with a password, over TLS, with what it keeps on disk; it can be killed and started again on the same port. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { find, freePort, type Program, start } from './program.ts'

export interface MosquittoOptions {
  /** Only this user gets in. */
  readonly user?: { readonly name: string; readonly password: string }
  /** With a certificate of `authority` for 127.0.0.1; `client`: it asks for the client's as well. */
  readonly tls?: { readonly files: TlsFiles; readonly client?: boolean }
  /** Keeps sessions and retained messages on disk. */
  readonly persistence?: boolean
  /** More lines of its configuration. */
  readonly lines?: readonly string[]
}

export interface TlsFiles {
  readonly folder: string
  readonly ca: string
  readonly certificate: string
  readonly key: string
}

export interface Mosquitto {
  readonly port: number
  readonly url: string
  /** A power cut. */
  kill(): Promise<void>
  again(): Promise<void>
  stop(): Promise<void>
}

export const mosquitto = async ({ user, tls, persistence, lines = [] }: MosquittoOptions = {}): Promise<Mosquitto> => {
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'))
  const port = await freePort()
  const passwords = join(folder, 'passwords')
  if (user) {
    writeFileSync(passwords, '')
    execFileSync(find('mosquitto_passwd') ?? 'mosquitto_passwd', ['-b', passwords, user.name, user.password], { stdio: 'ignore' })
  }
  const configuration = [
    `listener ${port} 127.0.0.1`,
    ...(user ? [`password_file ${passwords}`] : ['allow_anonymous true']),
    ...(process.getuid?.() === 0 ? ['user root'] : []),
    ...(tls ? [`cafile ${tls.files.ca}`, `certfile ${tls.files.certificate}`, `keyfile ${tls.files.key}`] : []),
    ...(tls?.client ? ['require_certificate true'] : []),
    ...(persistence ? ['persistence true', `persistence_location ${folder}/`, 'autosave_interval 1', 'autosave_on_changes true'] : []),
    'max_queued_messages 100000',
    ...lines,
  ]
  writeFileSync(join(folder, 'mosquitto.conf'), `${configuration.join('\n')}\n`)
  const run = (): Promise<Program> =>
    start(find('mosquitto') ?? 'mosquitto', ['-c', join(folder, 'mosquitto.conf'), '-v'], { ready: /mosquitto version \S+ running/ })
  let program = await run()
  return {
    port,
    url: `${tls ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`,
    kill: () => program.stop('SIGKILL'),
    async again() {
      program = await run()
    },
    async stop() {
      await program.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** An authority, and a certificate of it for 127.0.0.1 that serves on both ends; made by openssl. */
export const tlsFiles = (): TlsFiles => {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'))
  const openssl = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' })
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl('req', '-x509', ...newKey, '-keyout', 'ca.key', '-out', 'ca.pem', '-subj', '/CN=authority', '-days', '2')
  openssl('req', ...newKey, '-keyout', 'key.pem', '-out', 'request.pem', '-subj', '/CN=127.0.0.1')
  writeFileSync(join(folder, 'names'), 'subjectAltName=IP:127.0.0.1\n')
  openssl(
    'x509',
    '-req',
    '-in',
    'request.pem',
    '-CA',
    'ca.pem',
    '-CAkey',
    'ca.key',
    '-CAcreateserial',
    '-out',
    'cert.pem',
    '-days',
    '2',
    '-extfile',
    'names',
  )
  const [ca, certificate, key] = ['ca.pem', 'cert.pem', 'key.pem'].map((file) => join(folder, file))
  return { folder, ca: ca ?? '', certificate: certificate ?? '', key: key ?? '' }
}
