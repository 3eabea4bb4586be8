/** Puts the edge form together: the runtime as plain JavaScript, the drivers it loads as they are installed and locked here, a launcher. */
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pinnedNode } from '../../runtime/pinned-node.mjs'
import { inTurns } from '../in-turns.ts'
import { root } from '../root.ts'
import { bundle } from './bundle.ts'
import { closure } from './closure.ts'
import { copyPruned } from './pruned.ts'

export interface Wanted {
  readonly folder: string
  /** Whose native parts come along: `linux-arm64`. */
  readonly platform: string
  /** With the Node binary that runs this. */
  readonly node: boolean
}

const here = join(root, 'tools/edge')
const AT_A_TIME = 4

/** Replaces `lib/` and `node_modules/` of the folder; what else lies there stays. */
export async function buildEdge({ folder, platform, node }: Wanted): Promise<void> {
  for (const made of ['lib', 'node_modules', 'licences']) await rm(join(folder, made), { recursive: true, force: true })
  const { imports, holds } = await bundle(join(folder, 'lib'))
  const drivers = closure(imports, 'nodes').filter(({ name }) => !name.startsWith('@types/'))
  await inTurns(drivers, AT_A_TIME, ({ place }) => copyPruned(join(root, place), join(folder, place), platform))
  await mkdir(join(folder, 'licences'))
  for (const { name, place } of closure(holds, 'flow')) await copyFile(join(root, place, 'LICENSE'), join(folder, 'licences', name))
  await copyFile(join(root, 'LICENSE'), join(folder, 'LICENSE'))
  await writeFile(join(folder, 'package.json'), await manifest(imports, drivers))
  for (const file of ['millrace', 'millrace.mjs']) {
    await copyFile(join(here, file), join(folder, file))
    await chmod(join(folder, file), 0o755)
  }
  const binary = join(folder, process.platform === 'win32' ? 'node.exe' : 'node')
  await rm(binary, { force: true })
  if (node) await copyFile(pinnedNode(), binary)
}

async function manifest(imports: readonly string[], drivers: ReturnType<typeof closure>): Promise<string> {
  const { name, version, license } = JSON.parse(await readFile(join(root, 'runtime/package.json'), 'utf8'))
  const versions = drivers.filter(({ name, place }) => imports.includes(name) && place === `node_modules/${name}`)
  return `${JSON.stringify(
    {
      name,
      version,
      private: true,
      type: 'module',
      license,
      bin: { millrace: './millrace.mjs' },
      dependencies: Object.fromEntries(versions.map(({ name, version }) => [name, version])),
    },
    null,
    2,
  )}\n`
}
