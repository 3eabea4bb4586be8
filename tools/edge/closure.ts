/** Which installed packages others need at run time, found as Node finds them. */
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative } from 'node:path'
import { root } from '../root.ts'

interface Manifest {
  readonly version: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>
}

export interface Package {
  readonly name: string
  readonly version: string
  /** From the root: `node_modules/mqtt`. */
  readonly place: string
}

const manifestAt = (folder: string): Manifest => JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

/** The folder of a package, as a file in `from` would get it. */
const found = (name: string, from: string): string | undefined =>
  (createRequire(join(from, 'package.json')).resolve.paths(`${name}/package.json`) ?? [])
    .map((place) => join(place, name))
    .find((folder) => existsSync(join(folder, 'package.json')))

/** The packages that a file of the room `from` imports, and all below them; optional ones where they are installed. */
export function closure(names: readonly string[], from: string): Package[] {
  const packages = new Map<string, Package>()
  const add = (name: string, user: string, needed: boolean) => {
    const folder = found(name, user)
    if (!folder && needed) throw new Error(`${relative(root, user)} needs ${name}, which is not installed`)
    if (!folder || packages.has(folder)) return
    const { version, dependencies = {}, optionalDependencies = {}, peerDependencies = {}, peerDependenciesMeta = {} } = manifestAt(folder)
    packages.set(folder, { name, version, place: relative(root, folder) })
    for (const one of Object.keys(dependencies)) add(one, folder, !(one in optionalDependencies))
    for (const one of Object.keys(optionalDependencies)) add(one, folder, false)
    for (const one of Object.keys(peerDependencies)) if (!peerDependenciesMeta[one]?.optional) add(one, folder, false)
  }
  for (const name of names) add(name, join(root, from), true)
  return [...packages.values()].sort((a, b) => (a.place < b.place ? -1 : 1))
}
