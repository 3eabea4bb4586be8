/** How each connection of the project stands, as the editor shows it; of secrets only whether they are there. */
import type { LinkStatus } from '@millrace/connections/link.ts'
import type { ConnectionInfo, LinkState } from '@millrace/flow/protocol-told.ts'
import type { Connection } from '@millrace/project/connections.ts'
import { certificatesOf } from '../certificates.ts'
import type { Site } from '../site.ts'

const states: Readonly<Record<LinkStatus['state'], LinkState>> = { up: 'up', connecting: 'connecting', down: 'down', idle: 'unused' }

/** Flows that name it, drawn or running. */
export const usersOf = ({ drafts, work }: Site, name: string): readonly string[] => {
  const documents = [...drafts.all().map((draft) => [draft.flow, draft.history().document] as const), ...(work.released()?.documents ?? [])]
  const users = documents.filter(([, { nodes }]) => Object.values(nodes).some(({ config }) => config?.['connection'] === name))
  return [...new Set(users.map(([flow]) => flow))].sort()
}

export const connectionInfos = async (site: Site): Promise<readonly ConnectionInfo[]> => {
  const status = new Map(site.work.pool.status().map((one) => [one.name, one]))
  return Promise.all(
    [...site.project.connections.all().values()].map(async ({ name, is, says, config, ...rest }): Promise<ConnectionInfo> => {
      const link = status.get(name)
      const { secrets = {}, equipment } = site.library.connections.get(is) ?? {}
      const guarded = equipment === 'always' || (equipment === 'optional' && rest.equipment === true)
      const certificates = await certificatesOf(site.project, name)
      const has = Object.keys(secrets).map((secret) => [secret, site.project.secrets.has(name, secret)] as const)
      return {
        name,
        is,
        config,
        equipment: guarded,
        secrets: Object.fromEntries(has),
        state: link ? states[link.state] : 'unused',
        since: link?.since ?? 0,
        flows: usersOf(site, name),
        ...(says !== undefined && { says }),
        ...(link?.why && link.state !== 'up' && { about: link.why.en }),
        ...(certificates.length > 0 && { certificates }),
        ...(guarded && { guard: guardInfo(site, name, rest, link) }),
      }
    }),
  )
}

const guardInfo = (
  { project, work }: Site,
  name: string,
  { allow = [], onRestart = 'disarm' }: Pick<Connection, 'allow' | 'onRestart'>,
  link: LinkStatus | undefined,
): NonNullable<ConnectionInfo['guard']> => {
  const armed = [...(work.setup(name)?.armed ?? [])].length > 0 ? project.arming.all().get(name) : undefined
  return {
    armed: armed !== undefined,
    allow,
    onRestart,
    refused: link?.writes.refused ?? 0,
    ...(armed && { by: armed.by, at: armed.at }),
  }
}
