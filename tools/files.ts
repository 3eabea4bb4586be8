/** The files that belong to the repository: tracked ones and new ones that git does not ignore. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { command } from './command.ts'
import { root } from './root.ts'

/** Paths from the root, sorted, of the files whose name ends in one of `endings`. */
export async function files(...endings: string[]): Promise<string[]> {
  const { code, output } = await command('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
  if (code !== 0) throw new Error(`listing the files with git: ${output}`)
  const found = new Set(output.split('\0').filter((path) => endings.some((ending) => path.endsWith(ending))))
  return [...found].filter((path) => existsSync(join(root, path))).sort()
}

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')
