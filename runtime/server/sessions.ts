/** Who is who: links that let one person in, once, and the sessions that came of them. On disk stand only digests, so reading the folder lets nobody in. */
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from '@millrace/flow'
import type { Who } from './roles.ts'

export interface Sessions {
  /** Somebody has been let in before. */
  readonly known: boolean
  /** A new session; undefined where the word was used before, has run out or never was. */
  enter(word: string): Promise<{ readonly secret: string; readonly who: Who } | undefined>
  who(secret: string | undefined): Who | undefined
}

const day = 86_400_000
export const sessionDays = 30

const Kept = z.strictObject({ user: z.string(), role: z.enum(['viewer', 'operator', 'engineer', 'admin']), until: z.number() })
type Kept = z.output<typeof Kept>

const digest = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** One file a secret, named by its digest: taking it away is what uses it up, whichever process made it. */
const keep = async (folder: string, kept: Kept): Promise<string> => {
  const secret = randomBytes(32).toString('base64url')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(join(folder, `${digest(secret)}.json`), JSON.stringify(kept), { mode: 0o600, flag: 'wx' })
  return secret
}

const fetch = async (file: string): Promise<Kept | undefined> => {
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  const kept = Kept.safeParse(JSON.parse(text))
  return kept.success && kept.data.until > Date.now() ? kept.data : undefined
}

/** The word of a link that is good once, for a day. `folder`: the project's own, never in git. */
export const newLink = (folder: string, who: Who): Promise<string> => keep(join(folder, 'links'), { ...who, until: Date.now() + day })

export const openSessions = async (folder: string): Promise<Sessions> => {
  const links = join(folder, 'links')
  const sessions = join(folder, 'sessions')
  const known = new Map<string, Kept>()
  for (const name of await readdir(sessions).catch(() => [])) {
    const kept = await fetch(join(sessions, name))
    if (kept) known.set(name.replace('.json', ''), kept)
    else await rm(join(sessions, name), { force: true })
  }
  return {
    known: known.size > 0,
    async enter(word) {
      const file = join(links, `${digest(word)}.json`)
      const link = await fetch(file)
      const mine = await unlink(file).then(
        () => true,
        () => false,
      )
      if (!link || !mine) return undefined
      const session = { ...link, until: Date.now() + sessionDays * day }
      const secret = await keep(sessions, session)
      known.set(digest(secret), session)
      return { secret, who: { user: link.user, role: link.role } }
    },
    who(secret) {
      const kept = secret === undefined ? undefined : known.get(digest(secret))
      return kept && kept.until > Date.now() ? { user: kept.user, role: kept.role } : undefined
    },
  }
}
