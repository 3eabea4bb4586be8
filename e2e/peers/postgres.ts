/** A PostgreSQL cluster of its own in a folder of its own, on the loopback interface; whoever connects is trusted. */
import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { chown, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { find, freePort, type Program, start } from './program.ts'

const run = promisify(execFile)

export interface Postgres extends Pick<Program, 'pid'> {
  readonly port: number
  readonly user: string
  /** What psql prints for a query, unaligned and without headings. */
  psql(query: string): Promise<string>
  stop(): Promise<void>
}

/** The newest of Debian's versions, or what is on the path. */
const bin = (name: string): string | undefined => {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  return versions.map((version) => join(debian, version, 'bin', name)).find((path) => existsSync(path)) ?? find(name)
}

export const lacksPostgres = (): string | false => bin('initdb') === undefined && 'postgresql not installed'

/** Started again on the same folder and port it has what it had. */
export const postgres = async (): Promise<Postgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'postgres-'))
  const owner = await ownerOf(folder)
  const data = join(folder, 'data')
  const user = 'millrace'
  await run(bin('initdb') ?? 'initdb', ['-D', data, '-U', user, '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale=C'], owner)
  const port = await freePort()
  const options = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-F']
  const server = await start(bin('postgres') ?? 'postgres', options, { ...owner, ready: /ready to accept connections/ })
  return {
    pid: server.pid,
    port,
    user,
    async psql(query) {
      const { stdout } = await run(bin('psql') ?? 'psql', [
        '-h',
        '127.0.0.1',
        '-p',
        String(port),
        '-U',
        user,
        '-d',
        'postgres',
        '-AXtqc',
        query,
      ])
      return stdout.trim()
    },
    async stop() {
      await server.stop('SIGINT')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root: then the folder goes to Debian's user for it. */
const ownerOf = async (folder: string): Promise<{ cwd: string; uid?: number; gid?: number }> => {
  if (process.getuid?.() !== 0) return { cwd: folder }
  const [uid = 0, gid = 0] = (await Promise.all(['-u', '-g'].map((what) => run('id', [what, 'postgres'])))).map(({ stdout }) =>
    Number(stdout),
  )
  await chown(folder, uid, gid)
  return { cwd: folder, uid, gid }
}
