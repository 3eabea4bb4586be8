/** Connections that were changed, here or in the project's files (an editor, a git pull): what lies elsewhere now is opened there. */
import { type FSWatcher, watch } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Project } from '@millrace/project/open.ts'
import type { Work } from '@millrace/run/work.ts'
import type { Drafts } from './draft/drafts.ts'
import { soon } from './live/soon.ts'
import { log } from './log.ts'
import type { Stopped } from './stopped.ts'

export interface TakeOver {
  /** Moves the connections that lie elsewhere than when it was last asked; resolves when they were taken over. */
  now(): Promise<void>
  close(): Promise<void>
}

const settleMs = 200

interface Over {
  readonly project: Project
  readonly work: Work
  readonly drafts: Drafts
  readonly stopped: Stopped
  connectionsChanged(): void
}

export const openTakeOver = async ({ project, work, drafts, stopped, connectionsChanged }: Over): Promise<TakeOver> => {
  /** Arming goes to the guard by itself. */
  const written = (name: string) => JSON.stringify({ ...work.setup(name), armed: [] })
  const all = () => new Map([...project.connections.all().keys()].map((name) => [name, written(name)]))
  let before = all()

  const take = async () => {
    const now = all()
    const names = [...new Set([...before.keys(), ...now.keys()])].filter((name) => before.get(name) !== now.get(name))
    before = now
    connectionsChanged()
    if (names.length === 0) return
    await Promise.all(names.map((name) => work.pool.move(name)))
    drafts.recheck()
    const release = work.released()
    if (release) await work.take(release, { stopped: stopped.names })
    connectionsChanged()
  }

  let turn: Promise<void> = Promise.resolve()
  const now = () => {
    const next = turn.then(take)
    turn = next.catch(() => undefined)
    return next
  }

  let closed = false
  const fromDisk = async () => {
    const faults = await project.connections.reload()
    if (closed) return
    if (faults.length > 0) log('error', 'reading the connections; the ones from before hold', faults)
    else await now()
  }
  const changed = soon(settleMs, () => void fromDisk().catch((error: unknown) => log('error', 'taking over connections', error)))
  const environments = join(project.folder, 'environments')
  await mkdir(environments, { recursive: true })
  const watchers: readonly FSWatcher[] = [
    watch(project.folder, (_event, file) => file === 'connections.yaml' && changed()),
    watch(environments, changed),
  ]
  for (const watcher of watchers) watcher.on('error', (error) => log('warn', 'watching the connections', error))

  return {
    now,
    async close() {
      closed = true
      changed.stop()
      for (const watcher of watchers) watcher.close()
      await turn
    },
  }
}
