/** Passwords and keys: sealed on disk (AES-256-GCM), opened by a key file that only the owner may read, never written anywhere else. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmod, stat } from 'node:fs/promises'
import { z } from '@millrace/flow'
import { inside, readText, writeText } from './disk.ts'
import { because, type Outcome } from './outcome.ts'
import type { Turns } from './turns.ts'

const keyFile = '.millrace/secrets/key'
const storeFile = '.millrace/secrets/sealed.json'
const ownerOnly = 0o600

const Sealed = z.strictObject({ nonce: z.base64(), tag: z.base64(), text: z.base64() })
const Store = z.record(z.string(), Sealed)

export interface Secrets {
  /** The environment variable `MILLRACE_SECRET_CONNECTION_NAME` wins. */
  get(connection: string, name: string): string | undefined
  has(connection: string, name: string): boolean
  /** null takes it away. */
  set(connection: string, name: string, value: string | null): Promise<Outcome<undefined>>
  /** All of a connection that has gone. */
  forget(connection: string): Promise<Outcome<undefined>>
}

const variable = (connection: string, name: string): string =>
  `MILLRACE_SECRET_${connection}_${name}`.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '_')

/** The place is sealed in with the text: one secret can't be put in the place of another. */
const seal = (key: Buffer, place: string, text: string): z.output<typeof Sealed> => {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return { nonce: nonce.toString('base64'), tag: cipher.getAuthTag().toString('base64'), text: sealed.toString('base64') }
}

const open = (key: Buffer, place: string, { nonce, tag, text }: z.output<typeof Sealed>): string | undefined => {
  const cipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64'), { authTagLength: 16 })
  try {
    cipher.setAAD(Buffer.from(place)).setAuthTag(Buffer.from(tag, 'base64'))
    return Buffer.concat([cipher.update(Buffer.from(text, 'base64')), cipher.final()]).toString('utf8')
  } catch {
    // Forged, or sealed by another key.
    return undefined
  }
}

/** Made where there is none. Refused where others may read it: what it sealed is no secret any more. */
const keyOf = async (folder: string): Promise<Outcome<Buffer>> => {
  const found = await readText(folder, keyFile, 1_000)
  if ('faults' in found) return found
  if (found.ok === undefined) {
    const key = randomBytes(32)
    const done = await writeText(folder, keyFile, `${key.toString('base64')}\n`, ownerOnly)
    return 'faults' in done ? done : { ok: key }
  }
  const path = await inside(folder, keyFile)
  const { mode } = await stat(path ?? '')
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    return because(
      'secrets',
      `others may read ${keyFile}: run chmod 600 on it, and change the secrets`,
      `其他用户可读取 ${keyFile}:请执行 chmod 600 并更换密钥`,
      keyFile,
    )
  const key = Buffer.from(found.ok, 'base64')
  return key.length === 32 ? { ok: key } : because('secrets', `${keyFile} holds no key`, `${keyFile} 中没有有效的密钥`, keyFile)
}

const storeOf = async (folder: string): Promise<Outcome<z.output<typeof Store>>> => {
  const found = await readText(folder, storeFile)
  if ('faults' in found) return found
  const read = z.safeParse(Store, found.ok === undefined ? {} : json(found.ok))
  return read.success ? { ok: read.data } : because('secrets', `${storeFile} is damaged`, `${storeFile} 已损坏`, storeFile)
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export const openSecrets = async (folder: string, turn: Turns, env: NodeJS.ProcessEnv = process.env): Promise<Outcome<Secrets>> => {
  const [key, store] = await Promise.all([keyOf(folder), storeOf(folder)])
  if ('faults' in key) return key
  if ('faults' in store) return store
  let sealed = new Map(Object.entries(store.ok))
  const place = (connection: string, name: string) => `${connection}/${name}`

  const keep = (change: (sealed: Map<string, z.output<typeof Sealed>>) => void): Promise<Outcome<undefined>> =>
    turn(storeFile, async () => {
      const next = new Map(sealed)
      change(next)
      const done = await writeText(folder, storeFile, `${JSON.stringify(Object.fromEntries(next), null, 2)}\n`, ownerOnly)
      if ('faults' in done) return done
      await chmod(done.ok, ownerOnly)
      sealed = next
      return { ok: undefined }
    })

  const get = (connection: string, name: string): string | undefined => {
    const given = env[variable(connection, name)]
    const kept = sealed.get(place(connection, name))
    return given ?? (kept && open(key.ok, place(connection, name), kept))
  }
  return {
    ok: {
      get,
      has: (connection, name) => get(connection, name) !== undefined,
      set: (connection, name, value) =>
        keep((next) => {
          if (value === null) next.delete(place(connection, name))
          else next.set(place(connection, name), seal(key.ok, place(connection, name), value))
        }),
      forget: (connection) =>
        keep((next) => {
          for (const one of next.keys()) if (one.startsWith(`${connection}/`)) next.delete(one)
        }),
    },
  }
}
