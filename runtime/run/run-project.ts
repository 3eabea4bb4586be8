/** All flows of a release at work on one pool: each stands for itself, so that one that can't start leaves the others alone. */
import { createHash } from 'node:crypto'
import type { Pool } from '@millrace/connections/pool.ts'
import type { CheckedFlow } from '@millrace/flow/checked.ts'
import type { Library } from '@millrace/flow/definition.ts'
import type { Effect } from '@millrace/flow/entry.ts'
import type { Item } from '@millrace/flow/kinds/outside.ts'
import { openHost } from '@millrace/host/open.ts'
import { type Running, runFlow } from './run-flow.ts'

export interface Deployable {
  /** The flow's name in its project. */
  readonly name: string
  readonly uuid: string
  readonly flow: CheckedFlow
  /** Digest of what writes to equipment. */
  readonly path: string
}

/** What is told of any flow, as it happens. */
export interface Hearing {
  effect?(flow: string, effect: Effect): void
  shown?(flow: string, node: string, items: readonly Item[]): void
  trouble?(flow: string, node: string, says: string): void
  alarms?(flow: string): void
  /** It runs, stands still, or has another release. */
  changed?(flow: string): void
}

export interface ProjectRunOptions {
  readonly library: Library
  /** The module whose `library` this is, for flows that hold user code. */
  readonly libraryUrl: string
  readonly pool: Pool
  file(path: string): string
  readonly hearing: Hearing
}

export interface FlowAtWork {
  readonly name: string
  /** The release whose content it runs or would run. */
  readonly release: number
  readonly run: 'running' | 'stopped' | 'failed'
  readonly why?: string
  readonly running?: Running
  readonly deployable: Deployable
}

export interface ProjectRun {
  readonly flows: ReadonlyMap<string, FlowAtWork>
  /** Takes the flows of a release over: those whose logic is the same are not touched. `stopped` ones are taken note of, and don't run. Gives the names it touched. */
  deploy(release: number, flows: readonly Deployable[], stopped?: ReadonlySet<string>): Promise<readonly string[]>
  start(flow: string): Promise<void>
  stop(flow: string): Promise<void>
  remove(flow: string): Promise<void>
  close(): Promise<void>
}

export const runProject = ({ library, libraryUrl, pool, file, hearing }: ProjectRunOptions): ProjectRun => {
  const flows = new Map<string, FlowAtWork>()
  const digests = new Map<string, string>()

  const put = (flow: FlowAtWork) => {
    flows.set(flow.name, flow)
    hearing.changed?.(flow.name)
  }

  const begin = async (release: number, deployable: Deployable) => {
    const { name, uuid, flow, path } = deployable
    try {
      const running = await runFlow(
        { flow, path, release: String(release) },
        {
          name,
          uuid,
          library,
          pool,
          file,
          openHost: (options) => openHost(options, libraryUrl),
          effect: (effect) => hearing.effect?.(name, effect),
          shown: (node, items) => hearing.shown?.(name, node, items),
          trouble: (node, says) => hearing.trouble?.(name, node, says),
          alarmsChanged: () => hearing.alarms?.(name),
        },
      )
      put({ name, release, deployable, run: 'running', running })
    } catch (error) {
      put({ name, release, deployable, run: 'failed', why: wordsOf(error) })
    }
  }

  /** One that can't go over to a release goes on with the one it has. */
  const move = async (release: number, deployable: Deployable, at: FlowAtWork, running: Running) => {
    const { name, flow, path } = deployable
    try {
      await running.move({ flow, path, release: String(release) })
      put({ name, release, deployable, run: 'running', running })
    } catch (error) {
      digests.delete(name)
      put({ ...at, why: wordsOf(error) })
    }
  }

  const halt = async (name: string) => {
    const at = flows.get(name)
    await at?.running?.stop()
    return at
  }

  return {
    flows,
    async deploy(release, next, stopped = new Set()) {
      const touched = await Promise.all(
        next.map(async (deployable) => {
          const { name } = deployable
          const at = flows.get(name)
          if (at && at.run !== 'failed' && at.deployable === deployable) return []
          const digest = digestOf(deployable)
          if (at && at.run !== 'failed' && digests.get(name) === digest) return []
          digests.set(name, digest)
          if (at?.running) await move(release, deployable, at, at.running)
          else if (stopped.has(name)) put({ name, release, deployable, run: 'stopped' })
          else await begin(release, deployable)
          return [name]
        }),
      )
      return touched.flat()
    },
    async start(name) {
      const at = flows.get(name)
      if (at && !at.running) await begin(at.release, at.deployable)
    },
    async stop(name) {
      const at = await halt(name)
      if (at) put({ name, release: at.release, deployable: at.deployable, run: 'stopped' })
    },
    async remove(name) {
      await halt(name)
      flows.delete(name)
      digests.delete(name)
      hearing.changed?.(name)
    },
    async close() {
      await Promise.all([...flows.keys()].map(halt))
      flows.clear()
    },
  }
}

/** A definition is named, not written out: its schema is no part of the flow. */
const digestOf = ({ flow, path }: Deployable): string => {
  const written = JSON.stringify([path, flow], (field, value) => (field === 'spec' ? [value.is, value.version] : value))
  return createHash('sha256').update(written).digest('hex')
}

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message
}
