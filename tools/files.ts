/** The files that people wrote: all but what is fetched, made or kept by git; needs no git, as a downloaded copy has none. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

const NOT_WRITTEN = new Set(['.git', '.millrace', '.peer', 'dist', 'node_modules', 'playwright-report', 'test-results'])

/** Paths from the root, sorted, of the files below a folder. */
export function filesBelow(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`
      if (entry.isDirectory()) return NOT_WRITTEN.has(entry.name) ? [] : filesBelow(path)
      return [path]
    })
    .sort()
}

/** Those of the whole repository whose name ends in one of `endings`. */
export const files = (...endings: string[]): string[] => filesBelow().filter((path) => endings.some((ending) => path.endsWith(ending)))

export const read = (path: string): string => readFileSync(join(root, path), 'utf8')
