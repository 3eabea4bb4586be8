/** `millrace doctor`: what of this machine and of a project's surroundings would keep it from running. */
import { randomBytes } from 'node:crypto'
import { rm, stat, statfs, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { openPool } from '@millrace/connections/pool.ts'
import { whyOf } from '@millrace/connections/why.ts'
import { library } from '@millrace/nodes'
import { dataFile } from '@millrace/project/data.ts'
import type { Project } from '@millrace/project/open.ts'
import { connectionSetup } from '@millrace/project/setup.ts'
import { usualPort } from '@millrace/server/listen.ts'
import { runsOnPinnedNode } from '../pinned-node.mjs'
import { type Command, Ending, Exit, language, read } from './command.ts'
import { catalogue } from './load.ts'
import { projectAt } from './open-project.ts'

interface Finding {
  readonly what: string
  readonly good: boolean
  readonly says: string
}

export const doctor: Command = {
  says: { en: 'look for what would keep a project from running', zh: '检查影响项目运行的问题' },
  usage: `millrace doctor [PROJECT]

Looks at Node, the disk, the clock and the port; with PROJECT (or inside one) also
at its folder, and asks the peer of every connection.

  --environment NAME   where its connections are (environments/NAME.yaml)
  --json               one finding a line: {"what","good","says"}

Exit: 0 all good, 2 wrong usage, 3 something is not.`,

  async run(words) {
    const { values, positionals } = read(words, { environment: { type: 'string' }, json: { type: 'boolean' } })
    if (positionals.length > 1) throw new Ending(Exit.usage, 'doctor takes one PROJECT at most')
    const folder = resolve(positionals[0] ?? '.')
    const isProject = await stat(join(folder, 'millrace.yaml')).then(
      () => true,
      () => false,
    )
    const project = positionals[0] !== undefined || isProject ? await projectAt(folder, values.environment, values.json) : undefined
    const findings = [node(), await writing(folder), await disk(folder), await clock(project), await port()]
    if (project) findings.push(...(await peers(project)))
    for (const finding of findings) {
      const plain = `${finding.good ? 'good' : 'BAD '}  ${finding.what.padEnd(20)} ${finding.says}`
      process.stdout.write(`${values.json ? JSON.stringify(finding) : plain}\n`)
    }
    return findings.every(({ good }) => good) ? Exit.good : Exit.environment
  },
}

const node = (): Finding => ({ what: 'node', good: runsOnPinnedNode(), says: `${process.version}, ${process.platform} ${process.arch}` })

const writing = async (folder: string): Promise<Finding> => {
  const file = join(folder, `.millrace-${randomBytes(4).toString('hex')}`)
  try {
    await writeFile(file, '')
    await rm(file)
    return { what: 'folder', good: true, says: `${folder} can be written to` }
  } catch (error) {
    return { what: 'folder', good: false, says: `${folder}: ${whyOf(error)[language]}` }
  }
}

const gigabyte = 2 ** 30

/** Journals and recordings need room. */
const disk = async (folder: string): Promise<Finding> => {
  const { bavail, bsize } = await statfs(folder)
  const free = (bavail * bsize) / gigabyte
  return { what: 'disk', good: free >= 1, says: `${free.toFixed(1)} GB free` }
}

/** A clock that was lost shows a year long gone, or runs before the newest release. */
const clock = async (project: Project | undefined): Promise<Finding> => {
  const newest = await project?.releases.newest()
  const least = Math.max(Date.UTC(2026, 0), newest && 'ok' in newest && newest.ok ? Date.parse(newest.ok.at) : 0)
  const now = new Date()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const says = now.getTime() >= least ? '' : `, which is before ${new Date(least).toISOString()}`
  return { what: 'clock', good: says === '', says: `${now.toISOString()} (${zone})${says}` }
}

const port = (): Promise<Finding> =>
  new Promise((resolve) => {
    const server = createServer()
    const told = (good: boolean, says: string) => resolve({ what: `port ${usualPort}`, good, says })
    server.once('error', (error) => told(true, `taken (${error.message}); the next free one will do`))
    server.listen(usualPort, '127.0.0.1', () => server.close(() => told(true, 'free')))
  })

const peers = async (project: Project): Promise<readonly Finding[]> => {
  const setup = connectionSetup(project, catalogue.connections)
  const pool = openPool({ kinds: library.connections, setup, file: dataFile(project.folder) })
  const found = await Promise.all(
    [...project.connections.all().keys()].map((name) =>
      pool.test(name).then(
        (says): Finding => ({ what: `connection ${name}`, good: true, says }),
        (error: unknown): Finding => ({ what: `connection ${name}`, good: false, says: whyOf(error)[language] }),
      ),
    ),
  )
  await pool.close()
  return found
}
