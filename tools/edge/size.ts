/** How much lies on a disk: each file in whole blocks of 4 kB, as `du` shows it, and the same on every file system. */
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const BLOCK = 4_096

export const fileMegabytes = (file: string): number => (Math.ceil(statSync(file).size / BLOCK) * BLOCK) / 1e6

/** In MB of 10^6 bytes; what is called one of `without` is not counted, a folder that is not there weighs nothing. */
export const megabytesBelow = (folder: string, without: readonly string[] = []): number =>
  (existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []).reduce((sum, entry) => {
    const path = join(folder, entry.name)
    if (without.includes(entry.name)) return sum
    if (entry.isDirectory()) return sum + megabytesBelow(path, without)
    return entry.isFile() ? sum + fileMegabytes(path) : sum
  }, 0)
