/** Two pseudo-terminals joined by socat: a serial cable with a port at each end. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { start } from './program.ts'

export interface Cable {
  readonly ends: readonly [string, string]
  /** Pulls it out. */
  stop(): Promise<void>
}

export const cable = async (): Promise<Cable> => {
  const folder = await mkdtemp(join(tmpdir(), 'cable-'))
  const ends = [join(folder, 'a'), join(folder, 'b')] as const
  const socat = await start('socat', ['-d', '-d', ...ends.map((end) => `pty,raw,echo=0,link=${end}`)], {
    ready: /starting data transfer loop/,
  })
  return {
    ends,
    async stop() {
      await socat.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
