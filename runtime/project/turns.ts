/** One after the other: work on the same file waits for the work before it. */

export type Turns = <T>(name: string, work: () => Promise<T>) => Promise<T>

export const turns = (): Turns => {
  const last = new Map<string, Promise<unknown>>()
  return <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(name) ?? Promise.resolve()
    const done = before.then(work, work)
    last.set(name, done)
    const forget = () => {
      if (last.get(name) === done) last.delete(name)
    }
    done.then(forget, forget)
    return done
  }
}
