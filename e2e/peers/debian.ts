/** Libraries of a newer Debian, unpacked into a folder beside the system: what is built on them runs through their own dynamic loader. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { lacking } from './program.ts'

const run = promisify(execFile)

export const lacksDebian = (): string | false => lacking('apt-get', 'dpkg', 'gcc')

/** Downloads the packages and what they need from the system's own mirror, and unpacks them; nothing is installed. */
export const unpacked = async (folder: string, release: string, packages: readonly string[]): Promise<string> => {
  const root = join(folder, 'root')
  if (existsSync(join(folder, 'whole'))) return root
  const at = (path: string) => join(folder, path)
  for (const path of ['lists/partial', 'archives/partial', 'etc/apt.conf.d', 'etc/preferences.d', 'root'])
    await mkdir(at(path), { recursive: true })
  for (const [from, to] of [
    ['usr/lib', 'lib'],
    ['usr/lib64', 'lib64'],
  ] as const)
    if (!existsSync(join(root, to))) await symlink(from, join(root, to))
  await writeFile(at('status'), '')
  await writeFile(
    at('etc/sources.list'),
    `deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] ${await mirror()} ${release} main\n`,
  )
  await writeFile(
    at('apt.conf'),
    `Dir::State::lists "${at('lists')}";\nDir::State::status "${at('status')}";\nDir::Cache "${folder}";\nDir::Cache::archives "${at('archives')}";\nDir::Etc "${at('etc')}";\nDir::Etc::trustedparts "/etc/apt/trusted.gpg.d";\nAPT::Install-Recommends "false";\n`,
  )
  const apt = (...args: string[]) => run('apt-get', ['-qq', '-y', ...args], { env: { ...process.env, APT_CONFIG: at('apt.conf') } })
  await apt('update')
  await apt('--download-only', 'install', ...packages)
  for (const name of await readdir(at('archives'))) if (name.endsWith('.deb')) await run('dpkg', ['-x', join(at('archives'), name), root])
  for (const name of await readdir(folder)) if (name !== 'root') await rm(at(name), { recursive: true })
  await writeFile(at('whole'), '')
  return root
}

const mirror = async (): Promise<string> => {
  const { stdout } = await run('apt-get', ['indextargets', '--format', '$(SITE) $(CODENAME)', 'Created-By: Packages', 'Origin: Debian'])
  const site = stdout
    .split('\n')
    .find((line) => /^\S+ [a-z]+$/.test(line))
    ?.split(' ')[0]
  if (!site) throw new Error('apt knows no mirror of Debian')
  return site
}
