/** What package-lock.json says about the packages that npm installs. */
import { read } from './files.ts'

export interface Locked {
  readonly version?: string
  readonly resolved?: string
  readonly license?: string
  readonly dev?: boolean
  readonly link?: boolean
}

/** Installed packages by their place, `node_modules/x`; rooms are left out. */
export function locked(): [place: string, entry: Locked][] {
  const { packages }: { packages: Record<string, Locked> } = JSON.parse(read('package-lock.json'))
  return Object.entries(packages).filter(([place, { link }]) => place.includes('node_modules/') && !link)
}
