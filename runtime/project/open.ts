/** A project folder: everything of it that is kept, each part behind one small interface. */
import { mkdir, realpath, stat } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { type Arming, openArming } from './arming.ts'
import { type Audit, openAudit } from './audit.ts'
import { type Connections, openConnections } from './connections.ts'
import { isId, writeText } from './disk.ts'
import { type Flows, openFlows } from './flows.ts'
import { because, type Outcome, refuse } from './outcome.ts'
import { ProjectSettings } from './project-settings.ts'
import { openReleases, type Releases } from './releases.ts'
import { openSecrets, type Secrets } from './secrets.ts'
import { type SettingsFile, settingsFile } from './settings-file.ts'
import { turns } from './turns.ts'

export interface Project {
  /** Its real path. */
  readonly folder: string
  readonly settings: ProjectSettings
  readonly settingsFile: SettingsFile<ProjectSettings>
  readonly environment: string
  readonly flows: Flows
  readonly connections: Connections
  readonly secrets: Secrets
  readonly releases: Releases
  readonly arming: Arming
  readonly audit: Audit
  /** A folder in `.millrace`, made: drafts, journals, what a connection keeps. It stays on this machine. */
  local(...parts: readonly string[]): Promise<string>
}

export const settingsOf = 'millrace.yaml'

/** What is in `.millrace` belongs to this machine: never into git. */
const ignored = '.millrace/\ndata/\n*.millrace\n'

const isProject = (folder: string): Promise<boolean> =>
  stat(join(folder, settingsOf)).then(
    (found) => found.isFile(),
    () => false,
  )

export const openProject = async (path: string, { environment }: { readonly environment?: string } = {}): Promise<Outcome<Project>> => {
  if (!(await isProject(path))) return refuse('file-missing', 'project', { file: join(path, settingsOf) })
  const folder = await realpath(path)
  const turn = turns(join(folder, '.millrace', 'locks'))
  const file = settingsFile(folder, settingsOf, ProjectSettings, { millrace: 1, name: basename(folder) }, turn)
  const settings = await file.read()
  if ('faults' in settings) return settings
  const here = environment ?? settings.ok.environment ?? 'dev'
  if (!isId(here)) return refuse('bad-name', 'environment', { name: here }, settingsOf)
  await mkdir(join(folder, '.millrace'), { recursive: true, mode: 0o700 })
  await ignoreLocal(folder)

  const [connections, secrets, arming, audit] = await Promise.all([
    openConnections(folder, here, turn),
    openSecrets(folder, turn),
    openArming(folder, here, turn),
    openAudit(folder, turn),
  ])
  const faults = [connections, secrets, arming, audit].flatMap((one) => ('faults' in one ? one.faults : []))
  if ('faults' in connections || 'faults' in secrets || 'faults' in arming || 'faults' in audit) return { faults }
  return {
    ok: {
      folder,
      settings: settings.ok,
      settingsFile: file,
      environment: here,
      flows: openFlows(folder, turn),
      connections: connections.ok,
      secrets: secrets.ok,
      releases: openReleases(folder, turn),
      arming: arming.ok,
      audit: audit.ok,
      async local(...parts) {
        if (!parts.every(isId)) throw new Error(`${parts.join('/')} cannot be a folder of the project`)
        const made = join(folder, '.millrace', ...parts)
        await mkdir(made, { recursive: true, mode: 0o700 })
        return made
      },
    },
  }
}

/** Inside the folder itself too, so that it stays out of git wherever the project's own list is. */
const ignoreLocal = async (folder: string): Promise<void> => {
  const own = await stat(join(folder, '.millrace/.gitignore')).catch(() => undefined)
  if (!own) await writeText(folder, '.millrace/.gitignore', '*\n')
  const list = await stat(join(folder, '.gitignore')).catch(() => undefined)
  if (!list) await writeText(folder, '.gitignore', ignored)
}

export const notEmpty = (folder: string) =>
  because('project', `${folder} is there already and not empty`, `${folder} 已存在且不为空`, folder)
