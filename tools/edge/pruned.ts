/** Copies a package without what only its developers and compilers read; licences stay. */
import { constants } from 'node:fs'
import { copyFile, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** Types, source maps, sources that were compiled, documentation, build files of compilers. */
const UNUSED = /\.(?:[cm]?tsx?|map|tsbuildinfo|flow|md|markdown|html|yml|h|hpp|c|cc|cpp|gypi?)$|^\.|^(?:Makefile|tsconfig.*\.json)$/i
const LICENCE = /^(?:licen[cs]e|notice|copying|copyright)/i

/** `linux-x64` and the like; one prebuilt file may serve two (`darwin-x64+arm64`). */
const serves = (prebuilt: string, platform: string): boolean => {
  const [system = '', processors = ''] = prebuilt.split('-')
  return processors.split('+').some((processor) => `${system}-${processor}` === platform)
}

/** `platform`: whose prebuilt native parts come along. What a package has in its own `node_modules` is left to its turn. */
export async function copyPruned(from: string, to: string, platform: string, inPrebuilds = false): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const { name } = entry
    if (entry.isDirectory()) {
      if (name === 'node_modules' || name.startsWith('.') || (inPrebuilds && !serves(name, platform))) continue
      await copyPruned(join(from, name), join(to, name), platform, name === 'prebuilds')
    } else if (entry.isFile() && (LICENCE.test(name) || !UNUSED.test(name)))
      await copyFile(join(from, name), join(to, name), constants.COPYFILE_FICLONE)
  }
}
