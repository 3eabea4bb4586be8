/** One after the other: work on the same file waits for the work before it, also that of another process on this machine. */
import { mkdir, open, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { digest } from './digest.ts'

export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T>

const longestMs = 10_000

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** A lock that a killed process left behind is no lock; one just made may still be empty. */
const isStale = async (path: string): Promise<boolean> => {
  const pid = Number(await readFile(path, 'utf8').catch(() => ''))
  return pid > 0 && pid !== process.pid && !alive(pid)
}

const taken = async (path: string): Promise<boolean> => {
  try {
    const file = await open(path, 'wx')
    await file.writeFile(String(process.pid)).finally(() => file.close())
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

const lock = async (path: string): Promise<void> => {
  const until = Date.now() + longestMs
  while (!(await taken(path))) {
    if (await isStale(path)) await rm(path, { force: true })
    else if (Date.now() > until) throw new Error(`${path} is held by another process`)
    else await sleep(5 + Math.random() * 20)
  }
}

/** `folder`: where the locks lie. */
export const turns = (folder: string): Turns => {
  const last = new Map<string, Promise<unknown>>()
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const path = join(folder, `${digest(name).slice(0, 16)}.lock`)
    const alone = async () => {
      await mkdir(folder, { recursive: true })
      await lock(path)
      try {
        return await work()
      } finally {
        await rm(path, { force: true })
      }
    }
    const done = (last.get(name) ?? Promise.resolve()).then(alone, alone)
    last.set(name, done)
    const forget = () => {
      if (last.get(name) === done) last.delete(name)
    }
    done.then(forget, forget)
    return done
  }
}
