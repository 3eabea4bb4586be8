/** Adds text to a file, and begins a new one when it has grown too large: `log.csv`, then `log.1.csv`, `log.2.csv` … from young to old. */
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, extname } from 'node:path'

export interface Appending {
  /** Resolves when it is on disk. A new file begins with `head`. */
  append(text: string): Promise<void>
  close(): Promise<void>
}

export const appending = async (
  path: string,
  { maxBytes, keep, head = '' }: { readonly maxBytes: number; readonly keep: number; readonly head?: string },
): Promise<Appending> => {
  await mkdir(dirname(path), { recursive: true })
  let file: FileHandle
  let size = 0
  const begin = async () => {
    file = await open(path, 'a+')
    size = (await file.stat()).size
    if (size === 0) await write(head)
    // A power cut may have left half a line.
    else if ((await file.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] !== 0x0a) await write('\n')
  }
  const write = async (text: string) => {
    await file.appendFile(text)
    size += Buffer.byteLength(text)
  }
  const older = (n: number) => `${path.slice(0, path.length - extname(path).length)}.${n}${extname(path)}`
  const rotate = async () => {
    await file.close()
    await rm(keep > 0 ? older(keep) : path, { force: true })
    for (let n = keep - 1; n >= 0; n--) {
      await rename(n === 0 ? path : older(n), older(n + 1)).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'ENOENT') throw error
      })
    }
    await begin()
  }
  await begin()
  return {
    async append(text) {
      if (size + Buffer.byteLength(text) > maxBytes && size > Buffer.byteLength(head)) await rotate()
      await write(text)
      await file.datasync()
    },
    close: () => file.close(),
  }
}
