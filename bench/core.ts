/** Both sides run on one core where the system can hold them there. */
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'

const core = availableParallelism() - 1

const pinned = spawnSync('taskset', ['-c', String(core), 'true']).status === 0

export const onCore = (command: readonly [string, ...string[]]): readonly [string, ...string[]] =>
  pinned ? ['taskset', '-c', String(core), ...command] : command

export const where = pinned ? `both sides on core ${core}` : 'not held on one core: this system has no taskset'
