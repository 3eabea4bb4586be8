/** A project at work: its newest release on its connections. The editor's server and the headless command both stand on this. */
import { openPool, type Pool, type PoolOptions } from '@millrace/connections/pool.ts'
import type { Catalogue } from '@millrace/flow/catalogue.ts'
import { check } from '@millrace/flow/check.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { FlowDocument } from '@millrace/flow/document.ts'
import type { Fault } from '@millrace/flow/fault.ts'
import { dataFile } from '@millrace/project/data.ts'
import type { Release } from '@millrace/project/releases.ts'
import { type Guarded, writePath } from '@millrace/project/write-path.ts'
import { type Deployable, type Hearing, type ProjectRun, runProject } from './run-project.ts'

export interface WorkOptions {
  /** Files of nodes lie in its `data`. */
  readonly folder: string
  /** Connections by name, and of which kind they are. */
  connections(): ReadonlyMap<string, string>
  readonly setup: PoolOptions['setup']
  readonly library: Library
  readonly libraryUrl: string
  readonly catalogue: Catalogue
  readonly hearing: Hearing
  /** Told of connections. */
  readonly changed?: PoolOptions['changed']
  readonly refused?: PoolOptions['refused']
}

export interface Taking {
  /** They don't run. */
  readonly stopped?: ReadonlySet<string>
  /** Flows of the release that were checked a moment ago. */
  readonly checked?: ReadonlyMap<string, CheckedFlow>
}

export interface Taken {
  /** Flows that began or moved. */
  readonly touched: readonly string[]
  /** Flows that can't run, and why. */
  readonly faulty: ReadonlyMap<string, readonly Fault[]>
}

export interface Work {
  readonly pool: Pool
  readonly run: ProjectRun
  readonly setup: PoolOptions['setup']
  readonly guarded: Guarded
  released(): Release | undefined
  faulty(): ReadonlyMap<string, readonly Fault[]>
  /** Runs a release, in place of the one that runs: what is the same goes on untouched. */
  take(release: Release, taking?: Taking): Promise<Taken>
  close(): Promise<void>
}

/** Flows that others use as nodes don't run by themselves. */
export const isSubflow = ({ inputs, outputs }: FlowDocument): boolean => inputs !== undefined || outputs !== undefined

export const usesSubflows = ({ nodes }: FlowDocument): boolean => Object.values(nodes).some(({ is }) => is.startsWith('subflow/'))

export const openWork = (options: WorkOptions): Work => {
  const { folder, setup, library, libraryUrl, catalogue, hearing, changed, refused } = options
  const file = dataFile(folder)
  const pool = openPool({
    kinds: library.connections,
    setup,
    file,
    ...(changed && { changed }),
    ...(refused && { refused }),
  })
  const run = runProject({ library, libraryUrl, pool, file, hearing })
  const guarded: Guarded = (connection) => setup(connection)?.equipment === true
  let now: Release | undefined
  /** Connections as they were at the last taking. */
  let was: string | undefined
  let faulty: ReadonlyMap<string, readonly Fault[]> = new Map()

  return {
    pool,
    run,
    setup,
    guarded,
    released: () => now,
    faulty: () => faulty,
    async take(next, { stopped, checked } = {}) {
      const { documents, flows, release } = next
      const connections = options.connections()
      const around = JSON.stringify([...connections].map(([name, kind]) => [name, kind, guarded(name)]))
      const deployables: Deployable[] = []
      const wrong = new Map<string, readonly Fault[]>()
      for (const [name, document] of documents) {
        if (isSubflow(document)) continue
        const before = run.flows.get(name)?.deployable
        if (before && around === was && !usesSubflows(document) && now?.documents.get(name) === document) {
          deployables.push(before)
          continue
        }
        const known = checked?.get(name)
        const checking = { catalogue, connections, flows: (other: string) => documents.get(other) }
        const { flow, faults } = known ? { flow: known, faults: [] } : check(document, checking)
        if (flow) deployables.push({ name, uuid: flows[name]?.uuid ?? name, flow, path: writePath(name, flow, guarded) })
        else wrong.set(name, faults)
      }
      for (const name of run.flows.keys()) if (!documents.has(name)) await run.remove(name)
      now = next
      was = around
      faulty = wrong
      return { touched: await run.deploy(release, deployables, stopped), faulty }
    },
    async close() {
      await run.close()
      await pool.close()
    },
  }
}
