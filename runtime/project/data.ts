/** Files that flows read and write lie in the project's `data` folder, wherever their config points. */
import { lstatSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { isInside } from './disk.ts'

const exists = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

const nearest = (path: string): string => (exists(path) ? path : nearest(dirname(path)))

/** Throws where `path` leads out of it, by dots or by a link. */
export const dataFile = (folder: string): ((path: string) => string) => {
  const data = resolve(folder, 'data')
  mkdirSync(data, { recursive: true })
  const real = realpathSync(data)
  return (path) => {
    const file = resolve(data, path)
    if (path.includes('\0') || !isInside(data, file) || !isInside(real, realpathSync(nearest(file))))
      throw new Error(`${path} is not inside the project's data folder`)
    return file
  }
}
