/** A connection as the runtime opens it: its config here, its secrets, its own folder, and how far it may write. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ConnectionSpec } from '@millrace/flow/catalogue.ts'
import type { Json } from '@millrace/flow/type.ts'
import type { Connections } from './connections.ts'
import type { Project } from './open.ts'

export interface ConnectionSetup {
  readonly kind: string
  readonly config: Readonly<Record<string, Json>>
  readonly secrets: Readonly<Record<string, string | undefined>>
  readonly folder: string
  readonly equipment: boolean
  /** `rate`: writes a minute, to each tag. */
  readonly allow: readonly { readonly tag: string; readonly min?: number; readonly max?: number; readonly rate?: number }[]
  readonly armed: readonly string[]
}

/** What of a project says it; a bundle on another machine brings its own connections. */
export interface Placing extends Pick<Project, 'folder' | 'secrets' | 'arming'> {
  readonly connections: Pick<Connections, 'all'>
}

/** `kinds`: the connection kinds of the catalogue, which name the secrets. */
export const connectionSetup = (project: Placing, kinds: ReadonlyMap<string, ConnectionSpec>) => {
  const startedAt = Date.now()
  return (name: string): ConnectionSetup | undefined => {
    const connection = project.connections.all().get(name)
    if (!connection) return undefined
    const folder = join(project.folder, '.millrace', 'connections', name)
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const spec = kinds.get(connection.is)
    const armed = project.arming.all().get(name)
    const holds = connection.onRestart === 'stay-armed' || (armed?.at ?? 0) >= startedAt
    return {
      kind: connection.is,
      config: connection.config,
      secrets: Object.fromEntries(Object.keys(spec?.secrets ?? {}).map((secret) => [secret, project.secrets.get(name, secret)])),
      folder,
      equipment: spec?.equipment === 'always' || (spec?.equipment === 'optional' && connection.equipment === true),
      allow: (connection.allow ?? []).map(({ tag, min, max, perMinute }) => ({
        tag,
        ...(min !== undefined && { min }),
        ...(max !== undefined && { max }),
        ...(perMinute !== undefined && { rate: perMinute }),
      })),
      armed: armed && holds ? armed.paths : [],
    }
  }
}
