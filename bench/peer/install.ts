/** Brings Node-RED beside the benchmark when it is not there yet, and gives the way to load it. */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const peerVersion = '5.0.7'
const folder = fileURLToPath(new URL('../.peer/', import.meta.url))
const own = join(folder, 'package.json')

export const fromPeer = createRequire(own)

const there = (): boolean =>
  existsSync(own) &&
  existsSync(join(folder, 'node_modules/node-red/package.json')) &&
  (fromPeer('node-red/package.json') as { readonly version: string }).version === peerVersion

export const installPeer = (): void => {
  if (there()) return
  process.stderr.write(`installing Node-RED ${peerVersion} into bench/.peer …\n`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(own, '{ "private": true }\n')
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', `node-red@${peerVersion}`]
  const { status } = spawnSync('npm', args, { stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
  if (status !== 0) throw new Error(`npm could not install node-red@${peerVersion}`)
}
