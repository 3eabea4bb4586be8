/** How long `run BUNDLE` takes from nothing to its first sample, and what memory it took until then. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pinnedNode } from '../../runtime/pinned-node.mjs'
import { command } from '../command.ts'
import { root } from '../root.ts'

export interface Started {
  readonly ms: number
  /** What the processors worked until then, ms; says more than the clock on a machine that has other work. */
  readonly cpu: number
  /** The most it held until then, MB; 0 where the system does not say. */
  readonly rss: number
}

const flow = `millrace: 1
name: First sample
nodes:
  first:
    is: flow/inject
    config: { when: start }
  scaled:
    is: math/scale
    in: { value: first.value }
  said:
    is: log/line
    in: { value: scaled.value }
`

/** Starts each of the programs once a round, in turns, so that a busy moment of the machine falls on all. Gives their runs in the same order. */
export async function starts(programs: readonly string[], rounds: number): Promise<Started[][]> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-'))
  try {
    await writeFile(join(folder, 'first.flow.yaml'), flow)
    const packed = await command(pinnedNode(), [join(root, 'runtime/main.ts'), 'pack', 'first.flow.yaml'], { cwd: folder })
    if (packed.code !== 0) throw new Error(`packing: ${packed.output}`)
    const runs: Started[][] = programs.map(() => [])
    for (let round = -1; round < rounds; round++)
      for (const [at, program] of programs.entries()) {
        const run = await start(program, folder)
        if (round >= 0) runs[at]?.push(run)
      }
    return runs
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function start(program: string, folder: string): Promise<Started> {
  const began = performance.now()
  const child = spawn(pinnedNode(), [program, 'run', 'first.millrace'], { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  const exit = once(child, 'exit')
  const [said] = await Promise.race([once(child.stderr, 'data'), exit])
  const ms = performance.now() - began
  const used = { cpu: await worked(child.pid), rss: await peak(child.pid) }
  const killed = child.kill('SIGKILL')
  const ended = await exit
  if (!killed || !String(said).includes('"node":"said"')) throw new Error(`${program} ended with ${ended}, having said: ${said}`)
  return { ms, ...used }
}

/** User and system time of proc(5), which counts hundredths of a second. */
async function worked(pid: number | undefined): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const [user = 0, system = 0] = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .slice(11, 13)
    .map(Number)
  return (user + system) * 10
}

/** The kernel's high-water mark. */
async function peak(pid: number | undefined): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return (Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1_024) / 1e6
}
