/** One runtime a project: a lock that the operating system holds, so that a killed process leaves none behind. */
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** `folder`: the project's own for this machine. Gives how to let go; undefined where another process holds it. */
export const onlyOne = (folder: string): (() => void) | undefined => {
  const database = new DatabaseSync(join(folder, 'runtime.lock'), { timeout: 0 })
  try {
    database.exec('BEGIN EXCLUSIVE')
    return () => database.close()
  } catch (error) {
    database.close()
    if ((error as { readonly errcode?: number }).errcode === busy) return undefined
    throw error
  }
}

/** SQLITE_BUSY */
const busy = 5
