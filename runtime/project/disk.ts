/** The project's folder as far as it goes: no name and no link leads out of it, no reader ever sees half a file. */
import { randomBytes } from 'node:crypto'
import { lstat, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { isName } from '@millrace/flow/name.ts'
import { megabyte } from '@millrace/flow/read/document.ts'
import { because, type Outcome, refuse } from './outcome.ts'

const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)$/i

/** Names of flows, environments, templates: they become file names on every system. */
export const isId = (text: string): boolean => isName(text) && text === text.normalize('NFC') && !reserved.test(text)

const missing = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')

/** The real path of what is there of it, with the rest behind. */
const realOf = async (path: string): Promise<string> => {
  try {
    return await realpath(path)
  } catch (error) {
    if (!missing(error)) throw error
    // A link that leads nowhere is not followed to be made.
    const link = await lstat(path).catch(() => undefined)
    return link ? resolve(sep) : join(await realOf(dirname(path)), relative(dirname(path), path))
  }
}

export const isInside = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep)

/** `folder` is a real path. Undefined where `parts` lead out of it, by dots or by a link. */
export const inside = async (folder: string, ...parts: readonly string[]): Promise<string | undefined> => {
  const path = resolve(folder, ...parts)
  if (parts.some((part) => part.includes('\0')) || !isInside(folder, path)) return undefined
  return isInside(folder, await realOf(path)) ? path : undefined
}

const outside = (at: string) => because(at, 'this path leads out of the project', '该路径超出了项目文件夹', at)

/** The text of a file of the project; `ok: undefined` where there is none. */
export const readText = async (folder: string, at: string, maxBytes = 10 * megabyte): Promise<Outcome<string | undefined>> => {
  const path = await inside(folder, at)
  if (path === undefined) return outside(at)
  try {
    const { size, ...found } = await stat(path).then((stats) => ({ size: stats.size, isFile: stats.isFile() }))
    if (!found.isFile) return because(at, 'this is no file', '这不是文件', at)
    if (size > maxBytes)
      return refuse('file-too-large', 'flow', { size: (size / megabyte).toFixed(1), limit: Math.round(maxBytes / megabyte) }, at)
    return { ok: await readFile(path, 'utf8') }
  } catch (error) {
    if (missing(error)) return { ok: undefined }
    throw new Error(`reading ${path}`, { cause: error })
  }
}

/** Whole or not at all, also when the power goes: written beside, synced, moved into place. */
export const writeText = async (folder: string, at: string, text: string, mode = 0o644): Promise<Outcome<string>> => {
  const path = await inside(folder, at)
  if (path === undefined) return outside(at)
  await mkdir(dirname(path), { recursive: true })
  const beside = join(dirname(path), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const file = await open(beside, 'wx', mode)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw new Error(`writing ${path}`, { cause: error })
  }
  await syncFolder(dirname(path))
  return { ok: path }
}

/** A rename is on disk once its folder is; Windows has no such thing. */
export const syncFolder = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
