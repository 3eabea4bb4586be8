/** What `run` and `pack` can take: a project, one flow, or a bundle from another machine; each as a release and what it needs around it. */
import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import { openArming } from '@millrace/project/arming.ts'
import { readBundleFile } from '@millrace/project/bundle.ts'
import type { PlacedConnection } from '@millrace/project/connections.ts'
import { openEnvironment } from '@millrace/project/environments.ts'
import type { Project } from '@millrace/project/open.ts'
import type { Outcome } from '@millrace/project/outcome.ts'
import { type Release, releaseOf } from '@millrace/project/releases.ts'
import { openSecrets } from '@millrace/project/secrets.ts'
import { connectionSetup } from '@millrace/project/setup.ts'
import { turns } from '@millrace/project/turns.ts'
import { releaseToRun } from '@millrace/run/release-to-run.ts'
import type { WorkOptions } from '@millrace/run/work.ts'
import { Ending, Exit, tell } from './command.ts'
import { catalogue, load } from './load.ts'
import { isBundle } from './load-each.ts'
import { claim, projectAt } from './open-project.ts'

export interface Runnable extends Pick<WorkOptions, 'folder' | 'setup'> {
  readonly name: string
  readonly timeZone: string
  readonly release: Release
  readonly connections: ReadonlyMap<string, PlacedConnection>
  /** Release 1 was made just now. */
  readonly made: boolean
  letGo(): void
}

export interface Wanting {
  readonly environment?: string | undefined
  readonly json?: boolean | undefined
  /** Where a bundle or a lone flow keeps its files. */
  readonly folder?: string | undefined
  /** It is only looked at: a runtime may be at work on it. */
  readonly looksOnly?: boolean
}

const author = 'millrace'

export const runnable = async (path: string, wanting: Wanting): Promise<Runnable> => {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new Ending(Exit.usage, `there is no ${path}`)
  if (found.isDirectory()) return ofProject(path, wanting)
  return isBundle(path) ? ofBundle(path, wanting) : ofFlow(path, wanting)
}

const good = <T>(outcome: Outcome<T>, json: boolean | undefined, what: string): T => {
  if ('ok' in outcome) return outcome.ok
  return stop(outcome.faults, json, what)
}

const stop = (faults: readonly Fault[], json: boolean | undefined, what: string): never => {
  tell(faults, json)
  throw new Ending(Exit.faults, `${what} has faults`)
}

const about = ({ settings: { name, timeZone = 'UTC' }, folder }: Project) => ({ name, timeZone, folder })

const ofProject = async (path: string, { environment, json, looksOnly = false }: Wanting): Promise<Runnable> => {
  const project = await projectAt(path, environment, json)
  const letGo = looksOnly ? () => undefined : await claim(project)
  const found = good(await releaseToRun(project, catalogue, author), json, path)
  if (!found) throw new Ending(Exit.faults, `${path} has no flows`)
  const setup = connectionSetup(project, catalogue.connections)
  return { ...about(project), ...found, connections: project.connections.all(), setup, letGo }
}

/** In memory: a flow in a project's folder has its connections, a lone one has none. */
const ofFlow = async (path: string, { environment, json, folder = '.' }: Wanting): Promise<Runnable> => {
  const above = resolve(dirname(path), '..')
  const inProject = await stat(join(above, 'millrace.yaml')).then(
    () => true,
    () => false,
  )
  const project = inProject ? await projectAt(above, environment, json) : undefined
  const connections = project?.connections.all() ?? new Map<string, PlacedConnection>()
  const loaded = await load(path, new Map([...connections].map(([name, { is }]) => [name, is])))
  if (!loaded.flow || !loaded.read.document) return stop(loaded.faults, json, path)
  const name = basename(path).replace(/\.flow\.\w+$/, '')
  const documents = new Map<string, FlowDocument>([...loaded.subflows, [name, loaded.read.document]])
  const before = project && good(await project.releases.newest(), json, above)
  const release = releaseOf({ documents, catalogue, author, message: `Run ${name}` }, (before?.release ?? 0) + 1, before)
  const around = project ? about(project) : { name, timeZone: 'UTC', folder: resolve(folder) }
  const setup = project ? connectionSetup(project, catalogue.connections) : () => undefined
  return { ...around, release, connections, setup, made: false, letGo: () => undefined }
}

/** Its addresses are its own, or those of the environment that lies where it runs; its secrets are of that place alone. */
const ofBundle = async (path: string, { environment = 'dev', json, folder = '.' }: Wanting): Promise<Runnable> => {
  const bundle = good(await readBundleFile(path), json, path)
  const here = resolve(folder)
  const turn = turns(join(here, '.millrace', 'locks'))
  const places = good(await openEnvironment(here, environment, turn).read(), json, here).connections ?? {}
  const connections = new Map([...bundle.connections].map(([name, one]) => [name, { ...one, config: { ...one.config, ...places[name] } }]))
  const secrets = good(await openSecrets(here, turn), json, here)
  const arming = good(await openArming(here, environment, turn), json, here)
  const { name, timeZone, release } = bundle
  const setup = connectionSetup({ folder: here, connections: { all: () => connections }, secrets, arming }, catalogue.connections)
  return { name, timeZone, folder: here, release, connections, setup, made: false, letGo: () => undefined }
}
