/** The editor's runtime: a project at work, its drafts, and the doors over HTTP and socket.io. */
import type { LinkStatus } from '@millrace/connections/link.ts'
import type { Catalogue } from '@millrace/flow/catalogue.ts'
import type { Library } from '@millrace/flow/definition.ts'
import { protocolVersion } from '@millrace/flow/protocol.ts'
import { connectionKinds } from '@millrace/project/check-project.ts'
import type { Project } from '@millrace/project/open.ts'
import type { Release } from '@millrace/project/releases.ts'
import { connectionSetup } from '@millrace/project/setup.ts'
import { openWork } from '@millrace/run/work.ts'
import type { Handlers } from './answering.ts'
import { connectionInfos } from './answers/connection-info.ts'
import { connectionAnswers } from './answers/connections.ts'
import { deployAnswers } from './answers/deploy.ts'
import { documentAnswers } from './answers/documents.ts'
import { flowInfos } from './answers/flow-info.ts'
import { flowAnswers } from './answers/flows.ts'
import { liveAnswers } from './answers/live.ts'
import { openDrafts } from './draft/drafts.ts'
import { openHttp } from './http.ts'
import { listen } from './listen.ts'
import { soon } from './live/soon.ts'
import { openTaps } from './live/taps.ts'
import { openTelling } from './live/told.ts'
import { log } from './log.ts'
import { origins } from './origin.ts'
import type { Who } from './roles.ts'
import { newLink, openSessions } from './sessions.ts'
import type { Site } from './site.ts'
import { openSockets } from './socket.ts'
import { openStopped } from './stopped.ts'
import { openTakeOver } from './take-over.ts'

export interface ServerOptions {
  readonly project: Project
  /** What runs at first. */
  readonly release: Release | undefined
  readonly library: Library
  readonly libraryUrl: string
  readonly catalogue: Catalogue
  /** The built editor, and folders of templates. */
  readonly editor: string
  readonly templates: readonly string[]
  readonly version: string
  readonly host?: string
  /** Asked for: no other will do. */
  readonly port?: number
  /** Of a proxy in front: `https://plant.example`. */
  readonly origins?: readonly string[]
}

export interface Server {
  /** `http://127.0.0.1:4400` */
  readonly address: string
  readonly site: Site
  /** Somebody has been let in before this start. */
  readonly known: boolean
  /** An address that lets one person in, once. */
  link(who: Who): Promise<string>
  close(): Promise<void>
}

const tellMs = 200

export const openServer = async (options: ServerOptions): Promise<Server> => {
  const { project, library, libraryUrl, catalogue, host = '127.0.0.1', version } = options
  const access = await project.local('access')
  const sessions = await openSessions(access)
  let port = options.port ?? 0
  const door = {
    sessions,
    cookie: () => `millrace-${port}`,
    origins: () => origins(host, port, options.origins),
  }
  const entered = ({ user, role }: Who) => project.audit.record({ who: user, what: 'login', about: { role } })
  const app = await openHttp({ ...door, entered, handlers: () => handlers, editor: options.editor, version })
  const lines = openSockets(app.server, door)

  /** There as soon as somebody can be told anything. */
  let told: Site | undefined
  const flowsChanged = soon(tellMs, () => told && lines.everyone('flows', flowInfos(told)))
  const connectionsChanged = soon(tellMs, () => {
    if (!told) return
    connectionInfos(told).then(
      (infos) => lines.everyone('connections', infos),
      (error: unknown) => log('error', 'looking at the connections', error),
    )
  })
  const telling = openTelling({ lines, run: () => work.run, changed: flowsChanged })
  const work = openWork({
    folder: project.folder,
    connections: () => connectionKinds(project),
    setup: connectionSetup(project, catalogue.connections),
    library,
    libraryUrl,
    catalogue,
    hearing: telling.hearing,
    changed: (_status: LinkStatus) => connectionsChanged(),
    refused: (connection, { code, request: { flow, node, key, tag } }) => {
      connectionsChanged()
      void project.audit
        .record({ who: 'runtime', what: 'refuse write', about: { connection, code, flow, node, key, tag } })
        .catch((error: unknown) => log('error', 'recording a refused write', error))
    },
  })
  const stopped = await openStopped(project.folder)
  if (options.release) await work.take(options.release, { stopped: stopped.names })
  const drafts = await openDrafts({
    flows: project.flows,
    watched: `${project.folder}/flows`,
    folder: await project.local('drafts'),
    catalogue,
    connections: () => connectionKinds(project),
    changed(told) {
      lines.followers(told.flow, 'doc.changed', told)
      flowsChanged()
    },
    checked(flow, faults, rev) {
      lines.followers(flow, 'faults', { flow, rev, faults })
      flowsChanged()
    },
    listed: flowsChanged,
  })
  const taps = openTaps((flow) => work.run.flows.get(flow)?.running?.host())
  const takeOver = await openTakeOver({ project, work, drafts, stopped, connectionsChanged })
  const { templates } = options
  const site: Site = {
    project,
    templates,
    library,
    catalogue,
    work,
    drafts,
    lines,
    taps,
    telling,
    stopped,
    takeOver,
    flowsChanged,
    connectionsChanged,
  }
  told = site
  const handlers: Handlers = {
    ...flowAnswers(site),
    ...documentAnswers(site),
    ...deployAnswers(site),
    ...liveAnswers(site),
    ...connectionAnswers(site),
  }
  lines.answer(
    handlers,
    (line, { user, role }) => {
      const { name, languages = ['en', 'zh'], timeZone = 'UTC' } = project.settings
      const versions = { millrace: version, node: process.versions.node }
      line.tell('hello', { protocol: protocolVersion, project: name, user, role, languages, timeZone, versions, now: Date.now() })
    },
    (line) => taps.end(line),
  )
  const close = async () => {
    await lines.close()
    await app.close()
    taps.close()
    await takeOver.close()
    telling.close()
    await drafts.close()
    await work.close()
    for (const one of [flowsChanged, connectionsChanged]) one.stop()
  }
  try {
    port = await listen(app, host, options.port)
  } catch (error) {
    await close()
    throw error
  }
  const shown = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host
  const address = `http://${shown}:${port}`
  return { address, site, known: sessions.known, link: async (who) => `${address}/enter/${await newLink(access, who)}`, close }
}
