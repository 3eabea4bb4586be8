/** What commands that look at flows can take: a flow document, or a bundle with the flows in it. */
import { basename, dirname } from 'node:path'
import { type Loaded, load } from './load.ts'

export const isBundle = (path: string): boolean => path.endsWith('.millrace')

/** A bundle's reader is loaded for a bundle alone. */
export const loadEach = async (file: string): Promise<readonly Loaded[]> =>
  isBundle(file) ? (await import('./load-bundle.ts')).loadBundle(file) : [await load(file)]

/** The flow of a bundle that is called `name`, or the only one. */
export const pick = (flows: readonly Loaded[], name: string | undefined): Loaded | undefined =>
  name === undefined
    ? flows.length === 1
      ? flows[0]
      : undefined
    : flows.find(({ file }) => isBundle(dirname(file)) && basename(file) === name)
