/** The files of a folder without what is made or fetched; needs no git, as a downloaded copy has none. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../root.ts'

const MADE = new Set(['dist', 'node_modules'])

/** Paths from the root, sorted. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) return MADE.has(entry.name) ? [] : filesBelow(path)
      return [path]
    })
    .sort()
}
