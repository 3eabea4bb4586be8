/** A node or connection tried by itself against a real peer: keeps what it hears from it, in place of a runtime. */
import { resolve } from 'node:path'
import type { Connecting, Item, Outside, Row } from '@millrace/flow'

export interface Tried {
  readonly rows: Row[]
  readonly origins: (string | undefined)[]
  readonly troubles: string[]
  readonly losses: Error[]
  readonly shown: Item[]
  /** Resolves with the first that `found` gives something for, looked for from the beginning at every emission. */
  until<T>(found: () => T | undefined | false, withinMs?: number): Promise<T>
}

/** `folder` stands for the project's data folder. */
export const outsideOf = <Client>(client: Client, folder = '.'): Tried & { readonly outside: Outside<Client>; close(): void } => {
  const control = new AbortController()
  const { tried, tell } = listening()
  return {
    ...tried,
    close: () => control.abort(),
    outside: {
      client,
      node: 'tried',
      async emit({ rows, origin }) {
        tried.rows.push(...rows)
        tried.origins.push(origin)
        tell()
      },
      lost: tell.bind(undefined, tried.losses),
      trouble: tell.bind(undefined, tried.troubles),
      show: (items) => tell(tried.shown, ...items),
      file: (path) => resolve(folder, path),
      signal: control.signal,
    },
  }
}

export const connectingTo = (
  folder: string,
  secrets: Connecting['secrets'] = {},
): Tried & { readonly connecting: Connecting; close(): void } => {
  const control = new AbortController()
  const { tried, tell } = listening()
  return {
    ...tried,
    close: () => control.abort(),
    connecting: {
      name: 'tried',
      secrets,
      folder,
      file: (path) => resolve(folder, path),
      lost: tell.bind(undefined, tried.losses),
      signal: control.signal,
    },
  }
}

const listening = () => {
  let waiting: (() => void)[] = []
  const tell = <T>(into?: T[], ...what: T[]): void => {
    into?.push(...what)
    for (const look of waiting) look()
  }
  const until = <T>(found: () => T | undefined | false, withinMs = 5_000): Promise<T> =>
    new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(late)
        waiting = waiting.filter((other) => other !== look)
      }
      const late = setTimeout(() => {
        end()
        reject(new Error(`nothing of it within ${withinMs} ms: ${JSON.stringify({ ...tried, rows: tried.rows.slice(-3) })}`))
      }, withinMs)
      const look = () => {
        const there = found()
        if (there === undefined || there === false) return
        end()
        resolve(there)
      }
      waiting.push(look)
      look()
    })
  const tried: Tried = { rows: [], origins: [], troubles: [], losses: [], shown: [], until }
  return { tried, tell }
}
