/** The foreign programs that the protocol tests talk to; on Debian and as root they are installed, elsewhere their tests are skipped. */
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { command, loudly } from '../command.ts'

interface Peer {
  readonly packageName: string
  /** A shell command that succeeds where the peer is there. */
  readonly there: string
}

/** Python modules are looked for where Debian puts them, whichever python3 comes first on the PATH. */
const PEERS: readonly Peer[] = [
  { packageName: 'mosquitto', there: 'command -v mosquitto' },
  { packageName: 'mosquitto-clients', there: 'command -v mosquitto_pub' },
  { packageName: 'python3-pymodbus', there: '/usr/bin/python3 -c "import pymodbus"' },
  { packageName: 'python3-serial', there: '/usr/bin/python3 -c "import serial"' },
  { packageName: 'python3-serial-asyncio', there: '/usr/bin/python3 -c "import serial_asyncio"' },
  { packageName: 'mbpoll', there: 'command -v mbpoll' },
  { packageName: 'socat', there: 'command -v socat' },
  { packageName: 'postgresql', there: 'command -v postgres || ls /usr/lib/postgresql/*/bin/postgres' },
]

export const mayInstall = (): boolean => process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

export async function installPeers(): Promise<undefined> {
  if (process.platform === 'win32') return
  const missing = (await Promise.all(PEERS.map(lacking))).flat()
  if (missing.length === 0) return
  if (mayInstall()) await aptInstall(missing)
  else console.error(`Without ${missing.join(', ')} some protocol tests are skipped; as root on Debian they would be installed.`)
}

const PATH = `${process.env['PATH']}:/usr/sbin:/sbin`

async function lacking({ packageName, there }: Peer): Promise<string[]> {
  const { code } = await command('sh', ['-c', there], { env: { ...process.env, PATH } })
  return code === 0 ? [] : [packageName]
}

/** Installs Debian packages without starting the services that they bring; says so when it cannot, and never throws. */
export async function aptInstall(packages: readonly string[]): Promise<void> {
  console.error(`Installing with apt: ${packages.join(', ')} …`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', PATH }
  const apt = (...args: string[]) => loudly('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', '-o', 'Dpkg::Use-Pty=0', ...args], { env })
  const install = () => apt('install', '-y', '--no-install-recommends', ...packages)
  await withoutServices(async () => {
    const listed =
      existsSync('/var/lib/apt/lists') &&
      readdirSync('/var/lib/apt/lists').some((name) => name.endsWith('_Packages') || name.includes('_Packages.'))
    if (listed && (await install()) === 0) return
    await apt('update')
    if ((await install()) !== 0) console.error('apt could not install them; their tests will be skipped.')
  })
}

const POLICY = '/usr/sbin/policy-rc.d'

/** Debian asks this file before it starts a service; 101 forbids it. */
async function withoutServices(work: () => Promise<void>): Promise<void> {
  if (existsSync(POLICY)) return work()
  writeFileSync(POLICY, '#!/bin/sh\nexit 101\n')
  chmodSync(POLICY, 0o755)
  try {
    await work()
  } finally {
    rmSync(POLICY)
  }
}
