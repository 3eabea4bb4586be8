/** Which flow documents a command means: files as they are, folders with every `*.flow.yaml` and `*.flow.json` below them. */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Ending, Exit } from './command.ts'

const isFlow = (name: string): boolean => /\.flow\.(ya?ml|json)$/.test(name)

export const flowFiles = async (paths: readonly string[]): Promise<string[]> => {
  const files: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined)
    if (!found) throw new Ending(Exit.usage, `there is no ${path}`)
    if (found.isFile()) files.push(path)
    else {
      const below = await readdir(path, { recursive: true })
      files.push(
        ...below
          .filter((name) => isFlow(name) && !/(^|[\\/])(node_modules|\.millrace|releases)[\\/]/.test(name))
          .sort()
          .map((name) => join(path, name)),
      )
    }
  }
  if (files.length === 0) throw new Ending(Exit.usage, `no *.flow.yaml in ${paths.join(', ')}`)
  return files
}
