/** Where the programs are that npm brought; run by the pinned Node, so that no shell and no PATH is involved. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { root } from './root.ts'

/** The script behind a program of an installed package, as seen from a room (a folder of the repository). */
export function program(name: string, packageName = name, room = ''): string {
  const places = createRequire(join(root, room, 'package.json')).resolve.paths(packageName) ?? []
  const folder = places.map((place) => join(place, packageName)).find((place) => existsSync(join(place, 'package.json')))
  if (!folder) throw new Error(`${packageName} is not installed`)
  const { bin }: { bin: string | Record<string, string> } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const script = typeof bin === 'string' ? bin : bin[name]
  if (!script) throw new Error(`${packageName} has no program ${name}`)
  return join(folder, script)
}
